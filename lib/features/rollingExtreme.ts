import { columnOf } from './columnOf';

/**
 * Highest of the last n values at each place, in one pass: only values that may still become the
 * highest are kept, each of them enters and leaves once.
 *
 * Shape   n values, oldest first → as many readings; the first `n − 1` are of the values so far.
 * Source  Lemire 2006, Streaming maximum-minimum filter using no more than three comparisons per element.
 * @example rollingMax(Float64Array.of(3, 1, 2), 2) // → [3, 3, 2]
 */
export function rollingMax(values: Float64Array, n: number): Float64Array {
  const highest = new Float64Array(values.length);
  const candidates = new Int32Array(values.length);
  let first = 0;
  let end = 0;
  for (let t = 0; t < values.length; t += 1) {
    while (end > first && values[candidates[end - 1]!]! <= values[t]!) end -= 1;
    candidates[end] = t;
    end += 1;
    if (candidates[first]! <= t - n) first += 1;
    highest[t] = values[candidates[first]!]!;
  }
  return highest;
}

/** As `rollingMax`, of the lowest. */
export function rollingMin(values: Float64Array, n: number): Float64Array {
  const highest = rollingMax(
    columnOf(values.length, (t) => -values[t]!),
    n,
  );
  return columnOf(values.length, (t) => -highest[t]!);
}
