import { type Indicator, type IndicatorStream, LIKE_SHARES, type Period, type PriceBar } from './indicator';
import { SmaStream } from './sma';
import { typicalPrice } from './trueRange';

/** Lambert's constant: most readings then lie between −100 and 100. */
const LAMBERT = 0.015;

/** Added up in two lanes, which do not wait for each other. */
function sumOfDistances(window: Float64Array, mean: number): number {
  const last = window.length - 1;
  let [even, odd] = [0, 0];
  let i = 0;
  for (; i < last; i += 2) {
    even += Math.abs(window[i]! - mean);
    odd += Math.abs(window[i + 1]! - mean);
  }
  if (i === last) even += Math.abs(window[i]! - mean);
  return even + odd;
}

class CciStream implements IndicatorStream<PriceBar, number> {
  private readonly mean: SmaStream;
  /** The last n typical prices, in places that go round. */
  private readonly window: Float64Array;
  private place = 0;

  constructor(private readonly n: number) {
    this.mean = new SmaStream(n);
    this.window = new Float64Array(n).fill(NaN);
  }

  step(bar: PriceBar, isNew: boolean): number {
    const { n, window } = this;
    const price = typicalPrice(bar);
    if (isNew && Number.isFinite(window[this.place])) this.place = this.place + 1 === n ? 0 : this.place + 1;
    const mean = this.mean.step(price, isNew);
    window[this.place] = price;
    if (Number.isNaN(mean)) return NaN;
    const away = sumOfDistances(window, mean);
    return price === mean || away === 0 ? 0 : (price - mean) / (LAMBERT * (away / n));
  }
}

/**
 * Commodity channel index: how far the typical price lies from its mean, in mean deviations.
 *
 * Shape   bars → as many readings, NaN for the first `n − 1` known ones. The mean deviation moves with the
 *         mean, so that each reading looks at the n prices of its window.
 * Units   0.015 mean absolute deviations: about −100…100.
 * Edge    a flat window reads 0.
 * Source  Lambert 1980, Commodity channel index; TA-Lib, CCI.
 * @example cci.warmUp({ n: 14 }) // → 13
 */
export const cci: Indicator<PriceBar, Period, number> = {
  defaults: { n: 14 },
  least: { n: 2 },
  warmUp: ({ n }) => n - 1,
  memory: ({ n }) => n,
  behaviour: LIKE_SHARES,
  columns: ({ high, low, close }, { n }) => {
    const readings = new Float64Array(close.length);
    const stream = new CciStream(n);
    for (let t = 0; t < close.length; t += 1) {
      readings[t] = stream.step({ high: high[t]!, low: low[t]!, close: close[t]! }, true);
    }
    return readings;
  },
  stream: ({ n }) => new CciStream(n),
};
