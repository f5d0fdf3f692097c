import type { Bar, CleanBars } from '../market/bar';
import { credibleReaches, cutBack } from '../market/crediblePrints';
import { columnOf } from './columnOf';

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
  const reaches = credibleReaches(columnOf(count, (t) => logHigh[t]! - logLow[t]!));
  const repaired: number[] = [];
  for (let t = 1; t < count; t += 1) {
    if (reaches[t] === 0) continue;
    const told = { open: logOpen[t]!, high: logHigh[t]!, low: logLow[t]!, close: logClose[t]! };
    const cut = cutBack(told, logClose[t - 1]!, reaches[t]!);
    if (cut === undefined) continue;
    repaired.push(t);
    logOpen[t] = cut.open;
    logHigh[t] = cut.high;
    logLow[t] = cut.low;
  }
  return { count, logOpen, logHigh, logLow, logClose, repaired };
}
