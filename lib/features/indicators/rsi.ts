import { type IndicatorStream, LIKE_SHARES, type ValueIndicator } from './indicator';
import { overKnown } from './overKnown';
import { smoothedMemory } from './smoothedMemory';

const NEUTRAL = 50;

/** `Math.max(change, 0)`, to the last bit, without a branch that nobody can predict. */
const upward = (change: number): number => (Math.abs(change) + change) / 2;

class RsiStream implements IndicatorStream<number, number> {
  private seen = 0;
  private last = NaN;
  private gain = 0;
  private loss = 0;
  private flatRun = 0;
  /** The bar that may still be replaced, and what the averages are with it. */
  private now = NaN;
  private gainNow = 0;
  private lossNow = 0;
  private flatRunNow = 0;

  constructor(private readonly n: number) {}

  step(close: number, isNew: boolean): number {
    if (isNew && Number.isFinite(this.now)) this.keep();
    this.now = close;
    return Number.isFinite(close) && this.seen > 0 ? this.strength(close - this.last) : NaN;
  }

  private keep(): void {
    this.seen += 1;
    this.last = this.now;
    this.gain = this.gainNow;
    this.loss = this.lossNow;
    this.flatRun = this.flatRunNow;
  }

  private strength(change: number): number {
    const { n, seen } = this;
    const keep = seen <= n ? 1 : (n - 1) / n;
    const gain = this.gain * keep + upward(change) / n;
    const loss = this.loss * keep + upward(-change) / n;
    this.gainNow = gain;
    this.lossNow = loss;
    this.flatRunNow = change === 0 ? this.flatRun + 1 : 0;
    if (seen < n) return NaN;
    return this.flatRunNow < n && gain + loss > 0 ? (100 * gain) / (gain + loss) : NEUTRAL;
  }
}

function strengths(closes: Float64Array, n: number): Float64Array {
  const readings = new Float64Array(closes.length).fill(NEUTRAL).fill(NaN, 0, n);
  let gain = 0;
  let loss = 0;
  let flatRun = 0;
  for (let t = 1; t < closes.length; t += 1) {
    const change = closes[t]! - closes[t - 1]!;
    flatRun = change === 0 ? flatRun + 1 : 0;
    // A plain mean of the first n changes, Wilder's smoothing from there on.
    const keep = t <= n ? 1 : (n - 1) / n;
    gain = gain * keep + upward(change) / n;
    loss = loss * keep + upward(-change) / n;
    const isReadable = t >= n && flatRun < n && gain + loss > 0;
    if (isReadable) readings[t] = (100 * gain) / (gain + loss);
  }
  return readings;
}

/**
 * Wilder's relative strength index: how much of the recent movement was upward.
 *
 * Shape   closes → as many readings, NaN for the first n known ones.
 * Units   closes in quote currency; readings 0…100.
 * Edge    a flat window reads 50, where TA-Lib has 0 on a flat series: a dead market must look neither bullish
 *         nor bearish.
 * Source  Wilder 1978, New Concepts in Technical Trading Systems; TA-Lib, RSI.
 * @example rsi.columns(Float64Array.of(1, 2, 1, 2), { n: 2 }) // → [NaN, NaN, 50, 75]
 */
export const rsi: ValueIndicator = {
  defaults: { n: 14 },
  least: { n: 2 },
  warmUp: ({ n }) => n,
  memory: ({ n }) => smoothedMemory(n, n + 1),
  behaviour: LIKE_SHARES,
  columns: (closes, { n }) => overKnown(closes, (known) => strengths(known, n)),
  stream: ({ n }) => new RsiStream(n),
};
