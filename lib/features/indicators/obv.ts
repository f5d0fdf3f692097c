import { type Indicator, type IndicatorStream, LIKE_SHARES } from './indicator';

type ClosedBar = { readonly close: number; readonly volume: number };

class ObvStream implements IndicatorStream<ClosedBar, number> {
  /** Below every price: the first bar counts as bought. */
  private closeBefore = -Infinity;
  private before = 0;
  private close = NaN;
  private balance = 0;

  step({ close, volume }: ClosedBar, isNew: boolean): number {
    if (isNew && Number.isFinite(this.close)) {
      this.closeBefore = this.close;
      this.before = this.balance;
    }
    const isKnown = Number.isFinite(close) && Number.isFinite(volume);
    this.close = isKnown ? close : NaN;
    if (!isKnown) return NaN;
    // A factor instead of a branch: nobody can predict which way a close goes.
    const direction = Number(close > this.closeBefore) - Number(close < this.closeBefore);
    this.balance = this.before + direction * volume;
    return this.balance;
  }
}

/**
 * On-balance volume: the volume of rising closes less that of falling ones, since the first bar.
 *
 * Shape   bars with volume → as many readings, from the first known one on, whose own volume begins the sum.
 * Units   those of the volume; only changes mean something, since the sum depends on where it began.
 * Edge    an unchanged close adds nothing, so that a flat series reads the first volume throughout.
 * Source  Granville 1963, Granville's new key to stock market profits; TA-Lib, OBV.
 * @example obv.warmUp({}) // → 0
 */
export const obv: Indicator<ClosedBar, object, number> = {
  defaults: {},
  least: {},
  warmUp: () => 0,
  memory: () => Infinity,
  behaviour: LIKE_SHARES,
  columns: ({ close, volume }) => {
    const readings = new Float64Array(close.length);
    const stream = new ObvStream();
    for (let t = 0; t < close.length; t += 1) {
      readings[t] = stream.step({ close: close[t]!, volume: volume[t]! }, true);
    }
    return readings;
  },
  stream: () => new ObvStream(),
};
