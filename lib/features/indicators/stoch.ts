import { type Indicator, type IndicatorStream, LIKE_SHARES, type PriceBar } from './indicator';
import { RollingRange } from '../rollingRange';
import { SmaStream } from './sma';
import { isWhole } from './trueRange';

type Parameters = { readonly fastK: number; readonly slowK: number; readonly slowD: number };

type Lines = { k: number; d: number };

class StochStream implements IndicatorStream<PriceBar, Lines> {
  private readonly lines: Lines = { k: NaN, d: NaN };
  private readonly range: RollingRange;
  private readonly slowK: SmaStream;
  private readonly slowD: SmaStream;

  constructor({ fastK, slowK, slowD }: Parameters) {
    this.range = new RollingRange(fastK);
    this.slowK = new SmaStream(slowK);
    this.slowD = new SmaStream(slowD);
  }

  step(bar: PriceBar, isNew: boolean): Lines {
    const isKnown = isWhole(bar);
    this.range.step(isKnown ? bar.high : NaN, bar.low, isNew);
    const { top, bottom } = this.range;
    const place = top === bottom ? 0 : (100 * (bar.close - bottom)) / (top - bottom);
    const k = this.slowK.step(isKnown ? place : NaN, isNew);
    const d = this.slowD.step(k, isNew);
    this.lines.k = Number.isNaN(d) ? NaN : k;
    this.lines.d = d;
    return this.lines;
  }
}

/**
 * Stochastic oscillator: where the close lies between the lowest low and the highest high of the last `fastK`
 * bars, averaged over `slowK` bars (k), and that again over `slowD` (d).
 *
 * Shape   bars → two columns, NaN for the first `fastK + slowK + slowD − 3` known ones.
 * Units   0 at the lowest low … 100 at the highest high.
 * Edge    a flat window counts as 0, as in TA-Lib: who reads that as sold out also asks whether it moved.
 * Source  Lane 1984, Lane's stochastics; TA-Lib, STOCH (simple averages).
 * @example stoch.warmUp({ fastK: 5, slowK: 3, slowD: 3 }) // → 8
 */
export const stoch: Indicator<PriceBar, Parameters, Lines> = {
  defaults: { fastK: 5, slowK: 3, slowD: 3 },
  least: { fastK: 1, slowK: 1, slowD: 1 },
  warmUp: ({ fastK, slowK, slowD }) => fastK + slowK + slowD - 3,
  memory: ({ fastK, slowK, slowD }) => fastK + slowK + slowD - 2,
  behaviour: { k: LIKE_SHARES, d: LIKE_SHARES },
  columns: ({ high, low, close }, parameters) => {
    const [k, d] = [new Float64Array(close.length), new Float64Array(close.length)];
    const stream = new StochStream(parameters);
    for (let t = 0; t < close.length; t += 1) {
      const lines = stream.step({ high: high[t]!, low: low[t]!, close: close[t]! }, true);
      k[t] = lines.k;
      d[t] = lines.d;
    }
    return { k, d };
  },
  stream: (parameters) => new StochStream(parameters),
};
