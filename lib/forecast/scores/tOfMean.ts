import { longRunVariance } from './longRunVariance';

/** Spread, as a part of the largest value, that is no more than rounding. */
const ROUNDING = 1e-12;

/**
 * Mean of values in units of its own standard error, with neighbours allowed to depend on each other.
 *
 * Shape   values oldest first.
 * Edge    fewer than two values, or no spread beyond rounding → `undefined`.
 * Source  Newey & West 1987; see longRunVariance.
 */
export function tOfMean(values: Float64Array, horizonBars: number): number | undefined {
  const n = values.length;
  if (n < 2) return undefined;
  const spread = Math.sqrt(longRunVariance(values, horizonBars));
  const largest = values.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  if (!(spread > ROUNDING * largest)) return undefined;
  return (values.reduce((sum, each) => sum + each, 0) / n / spread) * Math.sqrt(n);
}
