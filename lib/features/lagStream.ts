import type { IndicatorStream } from './indicators/indicator';

/** The value n bars ago; NaN until there is one, and where the current one is not finite. */
export class LagStream implements IndicatorStream<number, number> {
  private readonly past: Float64Array;
  private place = 0;
  /** The value that may still be replaced. */
  private now = NaN;

  constructor(private readonly n: number) {
    this.past = new Float64Array(n).fill(NaN);
  }

  step(current: number, isNew: boolean): number {
    if (isNew && Number.isFinite(this.now)) {
      this.past[this.place] = this.now;
      this.place = this.place + 1 === this.n ? 0 : this.place + 1;
    }
    this.now = current;
    return Number.isFinite(current) ? this.past[this.place]! : NaN;
  }
}
