/** Whether each case came about: 1 or 0. */
export type Happened = ArrayLike<number>;

/**
 * Squared error of each probability.
 *
 * Shape   probabilities of 0…1 beside what happened.
 * Source  Brier 1950, Verification of forecasts expressed in terms of probability.
 */
export function brierLosses(probability: Float64Array, happened: Happened): Float64Array {
  return probability.map((chance, i) => (chance - happened[i]!) ** 2);
}

/**
 * Mean squared error of probabilities: 0 is perfect, 0.25 is "one half" every time.
 *
 * Edge    no cases → `undefined`.
 * Source  Brier 1950.
 */
export function brierScore(probability: Float64Array, happened: Happened): number | undefined {
  if (probability.length === 0) return undefined;
  return brierLosses(probability, happened).reduce((sum, loss) => sum + loss, 0) / probability.length;
}

/**
 * Share of a baseline's Brier score that a forecast saves: 1 is perfect, 0 no better, below 0 worse.
 *
 * Edge    no cases, or a baseline that is never wrong → `undefined`.
 * Source  Murphy 1973, Hedging and skill scores for probability forecasts.
 * @example brierSkill(Float64Array.of(1, 0), Float64Array.of(0.5, 0.5), [1, 0]) // → 1
 */
export function brierSkill(
  probability: Float64Array,
  baseline: Float64Array,
  happened: Happened,
): number | undefined {
  const [ours, theirs] = [brierScore(probability, happened), brierScore(baseline, happened)];
  return ours === undefined || !theirs ? undefined : 1 - ours / theirs;
}
