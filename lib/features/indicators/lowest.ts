import { rollingMin } from '../rollingExtreme';
import { HighestStream } from './highest';
import { type IndicatorStream, LIKE_PRICES, type ValueIndicator } from './indicator';
import { overKnown } from './overKnown';

/** The highest of what is turned upside down. */
class LowestStream implements IndicatorStream<number, number> {
  private readonly turned: HighestStream;

  constructor(n: number) {
    this.turned = new HighestStream(n);
  }

  step(current: number, isNew: boolean): number {
    return -this.turned.step(-current, isNew);
  }
}

/**
 * Lowest of the last n values.
 *
 * Shape   n values → n readings, NaN for the first `n − 1` known ones.
 * Units   those of the values.
 * Source  TA-Lib, MIN; Lemire 2006, Streaming maximum-minimum filter.
 * @example lowest.columns(Float64Array.of(3, 1, 2), { n: 2 }) // → [NaN, 1, 1]
 */
export const lowest: ValueIndicator = {
  defaults: { n: 30 },
  least: { n: 1 },
  warmUp: ({ n }) => n - 1,
  memory: ({ n }) => n,
  behaviour: LIKE_PRICES,
  columns: (values, { n }) => overKnown(values, (known) => rollingMin(known, n).fill(NaN, 0, n - 1)),
  stream: ({ n }) => new LowestStream(n),
};
