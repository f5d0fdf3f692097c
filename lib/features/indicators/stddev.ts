import { RollingMoments } from '../rollingMoments';
import { type IndicatorStream, LIKE_DISTANCES, type ValueIndicator } from './indicator';
import { streamed } from './streamed';

class StddevStream implements IndicatorStream<number, number> {
  private readonly moments: RollingMoments;

  constructor(n: number) {
    this.moments = new RollingMoments(n);
  }

  step(current: number, isNew: boolean): number {
    return Math.sqrt(this.moments.step(current, isNew));
  }
}

/**
 * Standard deviation of the population of the last n values.
 *
 * Shape   n values → n readings, NaN for the first `n − 1` known ones.
 * Units   those of the values.
 * Edge    a flat window reads exactly 0, whatever came before it (TA-Lib subtracts two large sums there).
 * Source  TA-Lib, STDDEV (one deviation).
 * @example stddev.columns(Float64Array.of(1, 3, 7), { n: 2 }) // → [NaN, 1, 2]
 */
export const stddev: ValueIndicator = {
  defaults: { n: 5 },
  least: { n: 2 },
  warmUp: ({ n }) => n - 1,
  memory: ({ n }) => n,
  behaviour: LIKE_DISTANCES,
  columns: (values, { n }) => streamed(new StddevStream(n), values),
  stream: ({ n }) => new StddevStream(n),
};
