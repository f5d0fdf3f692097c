import { type IndicatorStream, LIKE_PRICES, type ValueIndicator } from './indicator';
import { overKnown } from './overKnown';
import { smoothedMemory } from './smoothedMemory';

/** The steps of `averages`, with the last of them kept open. */
export class EmaStream implements IndicatorStream<number, number> {
  private readonly weight: number;
  /** Values that the seed still lacks, the one that may be replaced included. */
  private lacking: number;
  private first = NaN;
  /** Until n values are there, the mean difference from the first one. */
  private before = 0;
  private average = 0;
  private isOpen = false;

  constructor(private readonly n: number) {
    this.weight = 2 / (n + 1);
    this.lacking = n;
  }

  step(current: number, isNew: boolean): number {
    if (isNew && this.isOpen) {
      this.before = this.average;
      this.lacking -= 1;
    }
    this.isOpen = Number.isFinite(current);
    if (!this.isOpen) return NaN;
    const { before } = this;
    if (this.lacking <= 0) return (this.average = before + this.weight * (current - before));
    if (this.lacking === this.n) this.first = current;
    const seed = before + (current - this.first) / this.n;
    if (this.lacking === 1) return (this.average = this.first + seed);
    this.average = seed;
    return NaN;
  }
}

/** Exponential averages with weight 2/(n + 1). */
function averages(known: Float64Array, n: number): Float64Array {
  const readings = new Float64Array(known.length).fill(NaN, 0, n - 1);
  const weight = 2 / (n + 1);
  let seed = 0;
  // A mean of differences from the first value: equal values seed exactly that value.
  for (let t = 0; t < Math.min(n, known.length); t += 1) seed += (known[t]! - known[0]!) / n;
  if (known.length < n) return readings;
  let average = known[0]! + seed;
  readings[n - 1] = average;
  for (let t = n; t < known.length; t += 1) {
    average += weight * (known[t]! - average);
    readings[t] = average;
  }
  return readings;
}

/**
 * Exponential moving average, begun with the mean of the first n values.
 *
 * Shape   n values → n readings, NaN for the first `n − 1` known ones.
 * Units   those of the values.
 * Edge    equal values read exactly that value.
 * Source  TA-Lib, EMA (unstable period 0).
 * @example ema.columns(Float64Array.of(1, 3, 5), { n: 2 }) // → [NaN, 2, 4]
 */
export const ema: ValueIndicator = {
  defaults: { n: 30 },
  least: { n: 1 },
  warmUp: ({ n }) => n - 1,
  memory: ({ n }) => smoothedMemory((n + 1) / 2, n),
  behaviour: LIKE_PRICES,
  columns: (values, { n }) => overKnown(values, (known) => averages(known, n)),
  stream: ({ n }) => new EmaStream(n),
};
