import type { Losses } from '../models/evaluation';

/** R² of a drift above which a leak is likelier than skill; likewise the accuracy and the log variance. */
const SUSPECT = { returnR2: 0.02, directionAccuracy: 0.56, logVarianceR2: 0.85 } as const;

/** The figures too good to be true on prices: a sign that the future leaked into the features. */
export function leakSuspicions(evaluation: Losses): readonly (keyof typeof SUSPECT)[] {
  const limits = Object.entries(SUSPECT) as [keyof typeof SUSPECT, number][];
  return limits.filter(([name, limit]) => (evaluation[name] ?? 0) > limit).map(([name]) => name);
}

const CHANCE = 0.05;

/**
 * Whether a drift may move the median: not worse than "the price stays" nor than the mean return, not
 * by chance, and not suspiciously good.
 */
export function mayAdmitDrift(evaluation: Losses): boolean {
  const { returnR2, returnR2Baseline, clarkWestP: p, directionAccuracy } = evaluation;
  const isSkilled = returnR2 >= Math.max(returnR2Baseline, 0) && p < CHANCE;
  return directionAccuracy !== undefined && isSkilled && leakSuspicions(evaluation).length === 0;
}
