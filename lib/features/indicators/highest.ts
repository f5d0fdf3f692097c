import { rollingMax } from '../rollingExtreme';
import { type IndicatorStream, LIKE_PRICES, type ValueIndicator } from './indicator';
import { overKnown } from './overKnown';

/**
 * The values come in blocks of n: a window is the end of one block and the beginning of the following one,
 * and its highest that of the two. Unlike a queue of candidates it has no turn that nobody can predict.
 *
 * Source  van Herk 1992, A fast algorithm for local minimum and maximum filters; Gil & Werman 1993.
 */
export class HighestStream implements IndicatorStream<number, number> {
  private readonly block: Float64Array;
  /** Of the block before, from each place to its end. */
  private readonly endTop: Float64Array;
  private isFull = false;
  private size = 0;
  private startTop = -Infinity;
  /** The value that may still be replaced. */
  private now = NaN;

  constructor(private readonly n: number) {
    this.block = new Float64Array(n);
    this.endTop = new Float64Array(n + 1).fill(-Infinity);
  }

  step(current: number, isNew: boolean): number {
    if (isNew && Number.isFinite(this.now)) this.keep();
    this.now = current;
    const size = this.size + 1;
    if (!Number.isFinite(current) || (!this.isFull && size < this.n)) return NaN;
    const top = current > this.startTop ? current : this.startTop;
    const end = this.endTop[size]!;
    return end > top ? end : top;
  }

  private keep(): void {
    this.block[this.size] = this.now;
    this.size += 1;
    if (this.now > this.startTop) this.startTop = this.now;
    if (this.size === this.n) this.turn();
  }

  private turn(): void {
    let top = -Infinity;
    for (let place = this.n - 1; place >= 0; place -= 1) {
      if (this.block[place]! > top) top = this.block[place]!;
      this.endTop[place] = top;
    }
    this.isFull = true;
    this.size = 0;
    this.startTop = -Infinity;
  }
}

/**
 * Highest of the last n values.
 *
 * Shape   n values → n readings, NaN for the first `n − 1` known ones.
 * Units   those of the values.
 * Source  TA-Lib, MAX; Lemire 2006, Streaming maximum-minimum filter.
 * @example highest.columns(Float64Array.of(3, 1, 2), { n: 2 }) // → [NaN, 3, 2]
 */
export const highest: ValueIndicator = {
  defaults: { n: 30 },
  least: { n: 1 },
  warmUp: ({ n }) => n - 1,
  memory: ({ n }) => n,
  behaviour: LIKE_PRICES,
  columns: (values, { n }) => overKnown(values, (known) => rollingMax(known, n).fill(NaN, 0, n - 1)),
  stream: ({ n }) => new HighestStream(n),
};
