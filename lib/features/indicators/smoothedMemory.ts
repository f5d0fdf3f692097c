/** After so many mean ages what was cut off weighs less than 1e-12: e⁻²⁸. */
const MEAN_AGES = 28;

/**
 * Bars that a smoothed average remembers, those that seed it included.
 *
 * It remembers everything, but a bar weighs (1 − 1/a)^age, so that a reading does not depend on where a long
 * history begins. EMA has a = (n + 1)/2, Wilder's smoothing a = n.
 */
export const smoothedMemory = (meanAge: number, seedBars: number): number =>
  Math.ceil(seedBars + MEAN_AGES * meanAge);
