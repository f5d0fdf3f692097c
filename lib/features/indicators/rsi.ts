import { overKnown } from './overKnown';

const NEUTRAL = 50;

/**
 * Wilder's relative strength index at every place; the places before `period` hold the neutral 50.
 *
 * Shape   n closes, oldest first → n readings of 0…100.
 */
export function rsiReadings(closes: Float64Array, period: number): Float64Array {
  const readings = new Float64Array(closes.length).fill(NEUTRAL);
  let gain = 0;
  let loss = 0;
  let flatRun = 0;
  for (let t = 1; t < closes.length; t += 1) {
    const change = closes[t]! - closes[t - 1]!;
    flatRun = change === 0 ? flatRun + 1 : 0;
    // A plain mean of the first `period` changes, Wilder's smoothing from there on.
    const keep = t <= period ? 1 : (period - 1) / period;
    gain = gain * keep + Math.max(change, 0) / period;
    loss = loss * keep + Math.max(-change, 0) / period;
    const isReadable = t >= period && flatRun < period && gain + loss > 0;
    if (isReadable) readings[t] = (100 * gain) / (gain + loss);
  }
  return readings;
}

/**
 * Wilder's relative strength index: how much of the recent movement was upward.
 *
 * Shape   n known closes → the first `period` readings are `undefined` (warm-up); an unknown close is
 *         skipped and reads `undefined`.
 * Units   closes in quote currency; readings 0…100.
 * Edge    a flat window reads 50: a dead market must not look bullish.
 * Source  Wilder 1978, New Concepts in Technical Trading Systems; TA-Lib, RSI.
 * @example rsi([1, 2, 1, 2], 2) // → [undefined, undefined, 50, 75]
 */
export function rsi(closes: readonly (number | undefined)[], period: number): (number | undefined)[] {
  return overKnown(closes, period, (known) => rsiReadings(known, period));
}
