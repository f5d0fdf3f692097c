import { MedianWindow, rollingMedian } from './rollingMedian';

const MEDIAN_BARS = 63;
const FEWEST_BARS = 21;
export const CREDIBLE_RANGES = 6;

/** Logarithms of the prices of a bar. */
export type LogPrices = {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
};

/**
 * How far a print may lie beyond the body of its bar and the close before: 6 × the median range of the 63 bars before.
 *
 * Shape   ranges of n bars, oldest first → n reaches; only earlier bars decide.
 * Units   natural logarithms; the range of a bar is ln(high / low).
 * Edge    0 where nothing is cut: in the first 21 bars, and where the median range is 0 (a halted market).
 */
export function credibleReaches(ranges: Float64Array): Float64Array {
  const medians = rollingMedian(ranges, MEDIAN_BARS);
  const reaches = new Float64Array(ranges.length);
  for (let t = FEWEST_BARS; t < ranges.length; t += 1) reaches[t] = CREDIBLE_RANGES * medians[t - 1]!;
  return reaches;
}

/** `credibleReaches` bar by bar: a reach from the ranges that were pushed before it. */
export class CredibleReach {
  private readonly window = new MedianWindow(MEDIAN_BARS);
  private seen = 0;
  /** For the bar that follows those pushed. */
  reach = 0;

  push(range: number): void {
    this.seen += 1;
    const median = this.window.push(range);
    if (this.seen >= FEWEST_BARS) this.reach = CREDIBLE_RANGES * median;
  }
}

/**
 * A bar whose open or wick lies out of reach, with these cut back to it; undefined where all its prints are credible.
 * The closes are believed.
 *
 * Units   natural logarithms of prices.
 */
export function cutBack(bar: LogPrices, closeBefore: number, reach: number): LogPrices | undefined {
  if (reach === 0) return undefined;
  const top = Math.max(bar.close, closeBefore);
  const bottom = Math.min(bar.close, closeBefore);
  const open = Math.min(Math.max(bar.open, bottom - reach), top + reach);
  const high = Math.min(bar.high, Math.max(top, open) + reach);
  const low = Math.max(bar.low, Math.min(bottom, open) - reach);
  const isCredible = open === bar.open && high === bar.high && low === bar.low;
  return isCredible ? undefined : { open, high, low, close: bar.close };
}
