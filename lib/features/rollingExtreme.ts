/**
 * Highest of the last n values at each place, in one pass: the values are looked at in blocks of n, and a window
 * is the end of one block and the beginning of the following one. Unlike a queue of candidates it has no turn
 * that nobody can predict.
 *
 * Shape   n values, oldest first → as many readings; the first `n − 1` are of the values so far.
 * Source  van Herk 1992, A fast algorithm for local minimum and maximum filters; Gil & Werman 1993.
 * @example rollingMax(Float64Array.of(3, 1, 2), 2) // → [3, 3, 2]
 */
export function rollingMax(values: Float64Array, n: number): Float64Array {
  const highest = new Float64Array(values.length);
  /** Of the block before, from each place to its end. */
  const ends = new Float64Array(n + 1).fill(-Infinity);
  for (let start = 0; start < values.length; start += n) {
    const size = Math.min(n, values.length - start);
    let top = -Infinity;
    for (let i = 0; i < size; i += 1) {
      if (values[start + i]! > top) top = values[start + i]!;
      highest[start + i] = ends[i + 1]! > top ? ends[i + 1]! : top;
    }
    top = -Infinity;
    for (let i = size - 1; i >= 0; i -= 1) {
      if (values[start + i]! > top) top = values[start + i]!;
      ends[i] = top;
    }
  }
  return highest;
}

function turned(values: Float64Array): Float64Array {
  const negative = new Float64Array(values.length);
  for (let t = 0; t < values.length; t += 1) negative[t] = -values[t]!;
  return negative;
}

/** As `rollingMax`, of the lowest. */
export function rollingMin(values: Float64Array, n: number): Float64Array {
  return turned(rollingMax(turned(values), n));
}
