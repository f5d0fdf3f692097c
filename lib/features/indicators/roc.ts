import { LagStream } from '../lagStream';
import { type IndicatorStream, LIKE_RETURNS, type ValueIndicator } from './indicator';
import { overKnown } from './overKnown';

const change = (current: number, before: number): number =>
  current === before ? 0 : (current / before - 1) * 100;

const finite = (reading: number): number => (Number.isFinite(reading) ? reading : NaN);

class RocStream implements IndicatorStream<number, number> {
  private readonly before: LagStream;

  constructor(n: number) {
    this.before = new LagStream(n);
  }

  step(current: number, isNew: boolean): number {
    return finite(change(current, this.before.step(current, isNew)));
  }
}

function changes(known: Float64Array, n: number): Float64Array {
  const readings = new Float64Array(known.length).fill(NaN, 0, n);
  for (let t = n; t < known.length; t += 1) readings[t] = finite(change(known[t]!, known[t - n]!));
  return readings;
}

/**
 * Rate of change over n values.
 *
 * Shape   values → as many readings, NaN for the first n known ones.
 * Units   percent of the value n bars ago.
 * Edge    a flat window reads 0, zeros included; a change from 0 has no reading (NaN), where TA-Lib says 0.
 * Source  TA-Lib, ROC.
 * @example roc.columns(Float64Array.of(2, 3, 6), { n: 2 }) // → [NaN, NaN, 200]
 */
export const roc: ValueIndicator = {
  defaults: { n: 10 },
  least: { n: 1 },
  warmUp: ({ n }) => n,
  memory: ({ n }) => n + 1,
  behaviour: LIKE_RETURNS,
  columns: (values, { n }) => overKnown(values, (known) => changes(known, n)),
  stream: ({ n }) => new RocStream(n),
};
