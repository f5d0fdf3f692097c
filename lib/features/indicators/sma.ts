import { rollingMean } from '../rollingMean';
import { overKnown } from './overKnown';

/**
 * Simple moving average.
 *
 * Shape   n known values → the first `period − 1` readings are `undefined` (warm-up); an unknown value
 *         is skipped and reads `undefined`.
 * Units   those of the values.
 * Source  TA-Lib, SMA.
 * @example sma([1, 2, undefined, 6], 2) // → [undefined, 1.5, undefined, 4]
 */
export function sma(values: readonly (number | undefined)[], period: number): (number | undefined)[] {
  return overKnown(values, period - 1, (known) => rollingMean(known, period));
}
