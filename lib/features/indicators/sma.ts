import { rollingMean } from '../rollingMean';
import { type IndicatorStream, LIKE_PRICES, type ValueIndicator } from './indicator';
import { overKnown } from './overKnown';

/**
 * Mean of the last n values: the steps of `rollingMean`, and the window they slide over. It reads as soon as
 * `fewest` values are there.
 */
export class SmaStream implements IndicatorStream<number, number> {
  private readonly window: Float64Array;
  private place = 0;
  private seen = 0;
  private sum = 0;
  private lost = 0;
  private equalRun = 0;
  private last = NaN;
  /** The bar that may still be replaced, and what becomes of the sums with it. */
  private now = NaN;
  private sumNow = 0;
  private lostNow = 0;
  private equalRunNow = 0;

  constructor(
    private readonly n: number,
    private readonly fewest = n,
  ) {
    this.window = new Float64Array(n);
  }

  step(current: number, isNew: boolean): number {
    if (isNew && Number.isFinite(this.now)) this.keep();
    this.now = current;
    return Number.isFinite(current) ? this.mean(current) : NaN;
  }

  private keep(): void {
    this.window[this.place] = this.now;
    this.place = this.place + 1 === this.n ? 0 : this.place + 1;
    this.seen += 1;
    this.sum = this.sumNow;
    this.lost = this.lostNow;
    this.equalRun = this.equalRunNow;
    this.last = this.now;
  }

  /** What a sum loses by rounding is the same by whichever way it is found: this one has no branch (Knuth). */
  private mean(current: number): number {
    const { sum, n } = this;
    const entered = sum + current;
    const entering = entered - sum;
    const leaving = this.seen >= n ? -this.window[this.place]! : 0;
    const left = entered + leaving;
    const taken = left - entered;
    this.sumNow = left;
    this.lostNow = this.lost + (sum - (entered - entering) + (current - entering));
    this.lostNow += entered - (left - taken) + (leaving - taken);
    this.equalRunNow = current === this.last ? this.equalRun + 1 : 1;
    const size = Math.min(n, this.seen + 1);
    if (size < this.fewest) return NaN;
    return this.equalRunNow >= size ? current : (left + this.lostNow) / size;
  }
}

/**
 * Simple moving average.
 *
 * Shape   n values → n readings, NaN for the first `n − 1` known ones.
 * Units   those of the values.
 * Edge    equal values read exactly that value; a spike that has left the window leaves no rounding behind.
 * Source  TA-Lib, SMA.
 * @example sma.columns(Float64Array.of(1, 2, NaN, 6), { n: 2 }) // → [NaN, 1.5, NaN, 4]
 */
export const sma: ValueIndicator = {
  defaults: { n: 30 },
  least: { n: 1 },
  warmUp: ({ n }) => n - 1,
  memory: ({ n }) => n,
  behaviour: LIKE_PRICES,
  columns: (values, { n }) => overKnown(values, (known) => rollingMean(known, n).fill(NaN, 0, n - 1)),
  stream: ({ n }) => new SmaStream(n),
};
