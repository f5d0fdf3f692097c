import type { IndicatorStream } from './indicator';

/** The column that a stream reads over a column of values. */
export function streamed(stream: IndicatorStream<number, number>, values: Float64Array): Float64Array {
  const readings = new Float64Array(values.length);
  for (let t = 0; t < values.length; t += 1) readings[t] = stream.step(values[t]!, true);
  return readings;
}
