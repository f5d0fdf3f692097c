import { RollingMoments } from '../rollingMoments';
import {
  type IndicatorStream,
  LIKE_PRICES,
  LIKE_RETURNS,
  LIKE_SHARES,
  type Period,
  type ValueIndicator,
} from './indicator';

type Parameters = Period & { readonly dev: number };

type Bands = { upper: number; middle: number; lower: number; width: number; pctb: number };

const MIDDLE = 0.5;

class BbandsStream implements IndicatorStream<number, Bands> {
  private readonly bands: Bands = { upper: NaN, middle: NaN, lower: NaN, width: NaN, pctb: NaN };
  private readonly moments: RollingMoments;

  constructor(
    n: number,
    private readonly dev: number,
  ) {
    this.moments = new RollingMoments(n);
  }

  step(current: number, isNew: boolean): Bands {
    const reach = this.dev * Math.sqrt(this.moments.step(current, isNew));
    const middle = Number.isNaN(reach) ? NaN : this.moments.mean;
    const { bands } = this;
    bands.upper = middle + reach;
    bands.middle = middle;
    bands.lower = middle - reach;
    const apart = bands.upper - bands.lower;
    bands.width = apart === 0 ? 0 : apart / middle;
    bands.pctb = apart === 0 ? MIDDLE : (current - bands.lower) / apart;
    return bands;
  }
}

/**
 * Bollinger bands: the mean of the last n values, and `dev` standard deviations above and below it.
 *
 * Shape   n values → five columns, NaN for the first `n − 1` known ones.
 * Units   upper, middle and lower those of the values; width = (upper − lower) / middle; pctb is where the
 *         value lies between the bands, 0 at the lower and 1 at the upper one.
 * Edge    a flat window has all bands at its value, width 0 and pctb 0.5. A width around a middle of 0 is no
 *         finite number.
 * Source  Bollinger 2001, Bollinger on Bollinger Bands; TA-Lib, BBANDS (simple average).
 * @example bbands.columns(Float64Array.of(1, 3), { n: 2, dev: 2 }).upper // → [NaN, 4]
 */
export const bbands: ValueIndicator<Parameters, Bands> = {
  defaults: { n: 5, dev: 2 },
  least: { n: 2, dev: 0 },
  warmUp: ({ n }) => n - 1,
  memory: ({ n }) => n,
  behaviour: {
    upper: LIKE_PRICES,
    middle: LIKE_PRICES,
    lower: LIKE_PRICES,
    width: LIKE_RETURNS,
    pctb: LIKE_SHARES,
  },
  columns: (values, { n, dev }) => {
    const column = (): Float64Array => new Float64Array(values.length);
    const [upper, middle, lower, width, pctb] = [column(), column(), column(), column(), column()];
    const stream = new BbandsStream(n, dev);
    for (let t = 0; t < values.length; t += 1) {
      const bands = stream.step(values[t]!, true);
      upper[t] = bands.upper;
      middle[t] = bands.middle;
      lower[t] = bands.lower;
      width[t] = bands.width;
      pctb[t] = bands.pctb;
    }
    return { upper, middle, lower, width, pctb };
  },
  stream: ({ n, dev }) => new BbandsStream(n, dev),
};
