import type { Bar, CleanBars } from '../market/bar';
import { columnOf } from './columnOf';
import { rollingMedian } from './rollingMedian';

/** Prices of a series in columns, oldest first, as logarithms, with incredible prints cut back. */
export type RepairedPrices = {
  readonly count: number;
  readonly logOpen: Float64Array;
  readonly logHigh: Float64Array;
  readonly logLow: Float64Array;
  readonly logClose: Float64Array;
  /** Places of the bars whose open or wick was cut back. */
  readonly repaired: readonly number[];
};

const MEDIAN_BARS = 63;
const FEWEST_BARS = 21;
const CREDIBLE_RANGES = 6;

/**
 * Cuts an open or a wick that lies further than 6 × the median range of the 63 bars before from the
 * body and the previous close back to that distance: one bad print would otherwise rule the variance
 * of a month. Only earlier bars decide, and the closes are believed.
 *
 * Units   natural logarithms of prices; the range of a bar is ln(high / low).
 * Edge    nothing is cut in the first 21 bars, nor where the median range is 0 (a halted market).
 */
export function repairedPrices({ bars }: CleanBars): RepairedPrices {
  const count = bars.length;
  const logOf = (price: (bar: Bar) => number): Float64Array =>
    columnOf(count, (t) => Math.log(price(bars[t]!)));
  const [logOpen, logClose] = [logOf((bar) => bar.open), logOf((bar) => bar.close)];
  const [logHigh, logLow] = [logOf((bar) => bar.high), logOf((bar) => bar.low)];
  const medians = rollingMedian(
    columnOf(count, (t) => logHigh[t]! - logLow[t]!),
    MEDIAN_BARS,
  );
  const repaired: number[] = [];
  for (let t = FEWEST_BARS; t < count; t += 1) {
    const reach = CREDIBLE_RANGES * medians[t - 1]!;
    const top = Math.max(logClose[t]!, logClose[t - 1]!);
    const bottom = Math.min(logClose[t]!, logClose[t - 1]!);
    const open = Math.min(Math.max(logOpen[t]!, bottom - reach), top + reach);
    const high = Math.min(logHigh[t]!, Math.max(top, open) + reach);
    const low = Math.max(logLow[t]!, Math.min(bottom, open) - reach);
    const isCredible = open === logOpen[t] && high === logHigh[t] && low === logLow[t];
    if (isCredible || reach === 0) continue;
    repaired.push(t);
    logOpen[t] = open;
    logHigh[t] = high;
    logLow[t] = low;
  }
  return { count, logOpen, logHigh, logLow, logClose, repaired };
}
