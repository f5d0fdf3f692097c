import { type IndicatorStream, LIKE_PRICES, type ValueIndicator } from './indicator';
import { streamed } from './streamed';

/**
 * Weighted sums of a sliding window without a subtraction, so that nothing is left of what has gone: the
 * values come in blocks of n, and a window is the end of one block and the beginning of the following one.
 */
class WmaStream implements IndicatorStream<number, number> {
  private readonly block: Float64Array;
  private readonly unit: number;
  /** Of the block before, from each place to its end: the sum, and the sum weighted 1, 2, 3 … */
  private readonly endSum: Float64Array;
  private readonly endWeighted: Float64Array;
  private isFull = false;
  /** Values of this block, their sum, and their sum weighted 1, 2, 3 … */
  private size = 0;
  private sum = 0;
  private weighted = 0;
  private equalRun = 0;
  private last = NaN;
  /** The value that may still be replaced. */
  private now = NaN;

  constructor(private readonly n: number) {
    this.block = new Float64Array(n);
    this.unit = 2 / (n * (n + 1));
    this.endSum = new Float64Array(n + 1);
    this.endWeighted = new Float64Array(n + 1);
  }

  step(current: number, isNew: boolean): number {
    if (isNew && Number.isFinite(this.now)) this.keep();
    this.now = current;
    return Number.isFinite(current) ? this.average(current) : NaN;
  }

  private keep(): void {
    const { now } = this;
    this.block[this.size] = now;
    this.size += 1;
    this.sum += now;
    this.weighted += this.size * now;
    this.equalRun = now === this.last ? this.equalRun + 1 : 1;
    this.last = now;
    if (this.size === this.n) this.turn();
  }

  private turn(): void {
    for (let place = this.n - 1; place >= 0; place -= 1) {
      this.endSum[place] = this.endSum[place + 1]! + this.block[place]!;
      this.endWeighted[place] = this.endWeighted[place + 1]! + this.endSum[place]!;
    }
    this.isFull = true;
    this.size = 0;
    this.sum = 0;
    this.weighted = 0;
  }

  private average(current: number): number {
    const { n } = this;
    const size = this.size + 1;
    if (!this.isFull && size < n) return NaN;
    if (n === 1 || (current === this.last && this.equalRun >= n - 1)) return current;
    const weighted = this.weighted + size * current + (n - size) * (this.sum + current);
    return (this.endWeighted[size]! + weighted) * this.unit;
  }
}

/**
 * Weighted moving average: the newest of n values weighs n, the oldest 1.
 *
 * Shape   n values → n readings, NaN for the first `n − 1` known ones.
 * Units   those of the values.
 * Edge    equal values read exactly that value; a spike that has left the window leaves no rounding behind.
 * Source  TA-Lib, WMA.
 * @example wma.columns(Float64Array.of(1, 4, 7), { n: 2 }) // → [NaN, 3, 6]
 */
export const wma: ValueIndicator = {
  defaults: { n: 30 },
  least: { n: 1 },
  warmUp: ({ n }) => n - 1,
  memory: ({ n }) => n,
  behaviour: LIKE_PRICES,
  columns: (values, { n }) => streamed(new WmaStream(n), values),
  stream: ({ n }) => new WmaStream(n),
};
