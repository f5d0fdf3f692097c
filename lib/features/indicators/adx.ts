import { type Indicator, type IndicatorStream, LIKE_SHARES, type Period, type PriceBar } from './indicator';
import { smoothedMemory } from './smoothedMemory';
import { isWhole } from './trueRange';

class AdxStream implements IndicatorStream<PriceBar, number> {
  private highBefore = NaN;
  private lowBefore = NaN;
  /** Moves between bars so far. */
  private moves = 0;
  private up = 0;
  private down = 0;
  private trend = 0;
  /** The bar that may still be replaced, and what the above are with it. */
  private high = NaN;
  private low = NaN;
  private upNow = 0;
  private downNow = 0;
  private trendNow = 0;

  private readonly kept: number;

  constructor(private readonly n: number) {
    this.kept = (n - 1) / n;
  }

  step(bar: PriceBar, isNew: boolean): number {
    if (isNew && Number.isFinite(this.high)) this.keep();
    const isKnown = isWhole(bar);
    this.high = isKnown ? bar.high : NaN;
    this.low = isKnown ? bar.low : NaN;
    const rise = this.high - this.highBefore;
    if (Number.isNaN(rise)) return NaN;
    this.turn(rise, this.lowBefore - this.low);
    return this.moves + 1 < 2 * this.n - 1 ? NaN : this.trendNow;
  }

  private keep(): void {
    if (Number.isFinite(this.highBefore)) this.moves += 1;
    this.highBefore = this.high;
    this.lowBefore = this.low;
    this.up = this.upNow;
    this.down = this.downNow;
    this.trend = this.trendNow;
  }

  /** Wilder's sums: plain over the first n − 1 moves, from there on an n-th is dropped for each that enters. */
  private turn(rise: number, fall: number): void {
    const { n, moves } = this;
    const isSummed = moves < n - 1;
    const kept = isSummed ? 1 : this.kept;
    this.upNow = this.up * kept + (rise > 0 && rise > fall ? rise : 0);
    this.downNow = this.down * kept + (fall > 0 && fall > rise ? fall : 0);
    const both = this.upNow + this.downNow;
    const directed = both > 0 ? (100 * Math.abs(this.upNow - this.downNow)) / both : undefined;
    if (!isSummed) this.trendNow = this.smoothed(directed);
  }

  /** Without any movement the trend stays what it was. */
  private smoothed(directed: number | undefined): number {
    const { n, moves, trend } = this;
    if (moves < 2 * n - 2) return trend + (directed ?? 0);
    if (moves === 2 * n - 2) return (trend + (directed ?? 0)) / n;
    return directed === undefined ? trend : trend * this.kept + directed / n;
  }
}

/**
 * Average directional index: how strong the trend is, whichever way it goes.
 *
 * Shape   bars → as many readings, NaN for the first `2n − 1` known ones.
 * Units   0…100.
 * Edge    a flat series reads 0; a stretch without movement changes nothing. The true range, by which both
 *         directions are divided in the books, cancels out.
 * Source  Wilder 1978, New Concepts in Technical Trading Systems; TA-Lib, ADX (unstable period 0).
 * @example adx.warmUp({ n: 14 }) // → 27
 */
export const adx: Indicator<PriceBar, Period, number> = {
  defaults: { n: 14 },
  least: { n: 2 },
  warmUp: ({ n }) => 2 * n - 1,
  memory: ({ n }) => smoothedMemory(n, n) + smoothedMemory(n, n),
  behaviour: LIKE_SHARES,
  columns: ({ high, low, close }, { n }) => {
    const readings = new Float64Array(close.length);
    const stream = new AdxStream(n);
    for (let t = 0; t < close.length; t += 1) {
      readings[t] = stream.step({ high: high[t]!, low: low[t]!, close: close[t]! }, true);
    }
    return readings;
  },
  stream: ({ n }) => new AdxStream(n),
};
