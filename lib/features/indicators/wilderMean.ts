import { type IndicatorStream } from './indicator';

/**
 * Wilder's smoothing: the mean of the first n values, then a new value weighs 1/n.
 *
 * Source  Wilder 1978, New Concepts in Technical Trading Systems.
 */
export class WilderMean implements IndicatorStream<number, number> {
  private seen = 0;
  /** The sum of the values until n of them are there, their mean from there on. */
  private before = 0;
  private after = 0;
  private isOpen = false;

  private readonly kept: number;
  private readonly share: number;

  constructor(private readonly n: number) {
    this.kept = (n - 1) / n;
    this.share = 1 / n;
  }

  step(current: number, isNew: boolean): number {
    const { n } = this;
    if (isNew && this.isOpen) {
      this.seen += 1;
      this.before = this.after;
    }
    this.isOpen = Number.isFinite(current);
    if (!this.isOpen) return NaN;
    if (this.seen >= n) {
      this.after = this.before * this.kept + current * this.share;
      return this.after;
    }
    const sum = this.before + current;
    this.after = this.seen === n - 1 ? sum / n : sum;
    return this.seen === n - 1 ? this.after : NaN;
  }
}
