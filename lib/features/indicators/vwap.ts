import { RollingSums } from '../rollingSums';
import { type Indicator, type IndicatorStream, LIKE_PRICES, type PriceBar } from './indicator';
import { typicalPrice } from './trueRange';

/** `session` is any number that all bars of a session have, and those of the following one have not. */
type SessionBar = PriceBar & { readonly volume: number; readonly session: number };

/** Without `n` the average begins with the session; with it, it is over the last n bars whatever their session. */
type Parameters = { readonly n?: number };

class SessionVwap implements IndicatorStream<SessionBar, number> {
  private session = NaN;
  private price = NaN;
  private volume = 0;
  /** The bar that may still be replaced, and what the above are with it. */
  private sessionNow = NaN;
  private priceNow = NaN;
  private volumeNow = 0;

  step(bar: SessionBar, isNew: boolean): number {
    if (isNew && Number.isFinite(this.priceNow)) {
      this.session = this.sessionNow;
      this.price = this.priceNow;
      this.volume = this.volumeNow;
    }
    const typical = typicalPrice(bar);
    const isFirst = bar.session !== this.session;
    const volume = (isFirst ? 0 : this.volume) + bar.volume;
    const before = isFirst ? typical : this.price;
    this.sessionNow = bar.session;
    this.volumeNow = volume;
    // Nothing traded yet in this session: the last price stands.
    this.priceNow = volume === 0 ? typical : before + (typical - before) * (bar.volume / volume);
    if (!Number.isFinite(bar.session + this.priceNow)) this.priceNow = NaN;
    return this.priceNow;
  }
}

class RollingVwap implements IndicatorStream<SessionBar, number> {
  /** Money paid and volume. */
  private readonly traded: RollingSums;

  constructor(n: number) {
    this.traded = new RollingSums(n);
  }

  step(bar: SessionBar, isNew: boolean): number {
    const typical = typicalPrice(bar);
    const money = typical * bar.volume;
    this.traded.step(money, bar.volume, isNew);
    if (!Number.isFinite(money)) return NaN;
    return this.traded.other === 0 ? typical : this.traded.one / this.traded.other;
  }
}

const streamOf = ({ n }: Parameters): IndicatorStream<SessionBar, number> =>
  n === undefined ? new SessionVwap() : new RollingVwap(n);

/**
 * Volume-weighted average of the typical price, since the session began or over the last n bars.
 *
 * Shape   bars with volume and session → as many readings, from the first known bar on; with `n` NaN for the
 *         first `n − 1` known ones.
 * Units   those of the prices.
 * Edge    where nothing was traded it reads the typical price of the bar. Daily bars are a session each: they
 *         need `n`.
 * Source  Berkowitz, Logue & Noser 1988, The total cost of transactions on the NYSE; TA-Lib has none.
 * @example vwap.warmUp({ n: 20 }) // → 19
 */
export const vwap: Indicator<SessionBar, Parameters, number> = {
  defaults: {},
  least: { n: 1 },
  warmUp: ({ n = 1 }) => n - 1,
  memory: ({ n = Infinity }) => n,
  behaviour: LIKE_PRICES,
  columns: ({ high, low, close, volume, session }, parameters) => {
    const readings = new Float64Array(close.length);
    const stream = streamOf(parameters);
    for (let t = 0; t < close.length; t += 1) {
      const bar = {
        high: high[t]!,
        low: low[t]!,
        close: close[t]!,
        volume: volume[t]!,
        session: session[t]!,
      };
      readings[t] = stream.step(bar, true);
    }
    return readings;
  },
  stream: streamOf,
};
