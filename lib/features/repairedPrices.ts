import type { CleanBars } from '../market/bar';
import { rollingMedian } from './rollingMedian';

/** Prices of a series in columns, oldest first, with incredible prints cut back. */
export type RepairedPrices = {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** Places of the bars whose open or wick was cut back. */
  readonly repaired: readonly number[];
};

const MEDIAN_BARS = 63;
const FEWEST_BARS = 21;
const CREDIBLE_RANGES = 6;

const within = (price: number, low: number, high: number): number => Math.min(Math.max(price, low), high);

/**
 * Cuts an open or a wick that lies further than 6 × the median range of the 63 bars before from the
 * body and the previous close back to that distance: one bad print would otherwise rule the variance
 * of a month. Only earlier bars decide.
 *
 * Units   prices in quote currency; ranges are ln(high / low).
 * Edge    nothing is cut in the first 21 bars, nor where the median range is 0 (a halted market).
 */
export function repairedPrices({ bars }: CleanBars): RepairedPrices {
  const column = (read: (bar: (typeof bars)[number]) => number): Float64Array =>
    Float64Array.from(bars, read);
  const close = column((bar) => bar.close);
  const [open, high, low] = [column((bar) => bar.open), column((bar) => bar.high), column((bar) => bar.low)];
  const medians = rollingMedian(
    high.map((price, t) => Math.log(price / low[t]!)),
    MEDIAN_BARS,
  );
  const repaired: number[] = [];
  for (let t = FEWEST_BARS; t < bars.length; t += 1) {
    const reach = Math.exp(CREDIBLE_RANGES * medians[t - 1]!);
    if (reach === 1) continue;
    const top = Math.max(close[t]!, close[t - 1]!);
    const bottom = Math.min(close[t]!, close[t - 1]!);
    const fairOpen = within(open[t]!, bottom / reach, top * reach);
    const fairHigh = Math.min(high[t]!, Math.max(top, fairOpen) * reach);
    const fairLow = Math.max(low[t]!, Math.min(bottom, fairOpen) / reach);
    if (fairOpen !== open[t] || fairHigh !== high[t] || fairLow !== low[t]) repaired.push(t);
    [open[t], high[t], low[t]] = [fairOpen, fairHigh, fairLow];
  }
  return { open, high, low, close, volume: column((bar) => bar.volume), repaired };
}
