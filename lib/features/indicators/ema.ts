import { overKnown } from './overKnown';

/** Exponential averages with weight 2/(period + 1); the places before `period − 1` hold zeros. */
function averages(known: Float64Array, period: number): Float64Array {
  const readings = new Float64Array(known.length);
  const weight = 2 / (period + 1);
  let seed = 0;
  for (let t = 0; t < known.length; t += 1) {
    if (t < period) {
      // A mean of differences from the first value: equal values seed exactly that value.
      seed += (known[t]! - known[0]!) / period;
      readings[t] = t === period - 1 ? known[0]! + seed : 0;
    } else {
      const before = readings[t - 1]!;
      readings[t] = before + weight * (known[t]! - before);
    }
  }
  return readings;
}

/**
 * Exponential moving average, begun with the mean of the first `period` values.
 *
 * Shape   n known values → the first `period − 1` readings are `undefined` (warm-up); an unknown value
 *         is skipped and reads `undefined`.
 * Units   those of the values.
 * Source  TA-Lib, EMA (unstable period 0).
 * @example ema([1, 3, 5], 2) // → [undefined, 2, 4]
 */
export function ema(values: readonly (number | undefined)[], period: number): (number | undefined)[] {
  return overKnown(values, period - 1, (known) => averages(known, period));
}
