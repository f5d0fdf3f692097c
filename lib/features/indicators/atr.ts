import {
  type Indicator,
  type IndicatorStream,
  LIKE_DISTANCES,
  type Period,
  type PriceBar,
} from './indicator';
import { smoothedMemory } from './smoothedMemory';
import { isWhole, trueRange } from './trueRange';
import { WilderMean } from './wilderMean';

class AtrStream implements IndicatorStream<PriceBar, number> {
  private readonly mean: WilderMean;
  private closeBefore = NaN;
  private close = NaN;

  constructor(n: number) {
    this.mean = new WilderMean(n);
  }

  step(bar: PriceBar, isNew: boolean): number {
    if (isNew && Number.isFinite(this.close)) this.closeBefore = this.close;
    const { closeBefore } = this;
    const isKnown = isWhole(bar);
    this.close = isKnown ? bar.close : NaN;
    // The first bar has no close before it, and an unknown one no range: neither is a value of the mean.
    const hasRange = isKnown && !Number.isNaN(closeBefore);
    return this.mean.step(hasRange ? trueRange(bar, closeBefore) : NaN, isNew);
  }
}

/**
 * Average true range, by Wilder's smoothing.
 *
 * Shape   bars → as many readings, NaN for the first n known ones: the first range needs a close before it.
 * Units   those of the prices.
 * Edge    a flat series reads 0.
 * Source  Wilder 1978, New Concepts in Technical Trading Systems; TA-Lib, ATR (unstable period 0).
 * @example atr.warmUp({ n: 14 }) // → 14
 */
export const atr: Indicator<PriceBar, Period, number> = {
  defaults: { n: 14 },
  least: { n: 1 },
  warmUp: ({ n }) => n,
  memory: ({ n }) => smoothedMemory(n, n + 1),
  behaviour: LIKE_DISTANCES,
  columns: ({ high, low, close }, { n }) => {
    const readings = new Float64Array(close.length);
    const stream = new AtrStream(n);
    for (let t = 0; t < close.length; t += 1) {
      readings[t] = stream.step({ high: high[t]!, low: low[t]!, close: close[t]! }, true);
    }
    return readings;
  },
  stream: ({ n }) => new AtrStream(n),
};
