import { RollingMoments } from '../rollingMoments';
import { type IndicatorStream, LIKE_SHARES, type ValueIndicator } from './indicator';
import { streamed } from './streamed';

class ZscoreStream implements IndicatorStream<number, number> {
  private readonly moments: RollingMoments;

  constructor(n: number) {
    this.moments = new RollingMoments(n);
  }

  step(current: number, isNew: boolean): number {
    const variance = this.moments.step(current, isNew);
    return variance === 0 ? 0 : (current - this.moments.mean) / Math.sqrt(variance);
  }
}

/**
 * How many standard deviations of the last n values, its own included, a value lies above their mean.
 *
 * Shape   n values → n readings, NaN for the first `n − 1` known ones.
 * Units   standard deviations of the population; between −√(n − 1) and √(n − 1).
 * Edge    a flat window reads 0: it is at its mean.
 * Source  the standard score; TA-Lib has none, so its values are (value − SMA) / STDDEV.
 * @example zscore.columns(Float64Array.of(1, 3, 3), { n: 2 }) // → [NaN, 1, 0]
 */
export const zscore: ValueIndicator = {
  defaults: { n: 20 },
  least: { n: 2 },
  warmUp: ({ n }) => n - 1,
  memory: ({ n }) => n,
  behaviour: LIKE_SHARES,
  columns: (values, { n }) => streamed(new ZscoreStream(n), values),
  stream: ({ n }) => new ZscoreStream(n),
};
