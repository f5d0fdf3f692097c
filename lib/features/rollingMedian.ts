/** First place in the sorted part where `entry` could stand. */
function placeOf(entry: number, sorted: Float64Array, size: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < entry) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Median of the last n values at each place; the window is kept sorted while it slides.
 *
 * Shape   n values, oldest first → as many medians; the first `n − 1` are of the values so far.
 * Edge    an even window reads the mean of its two middle values.
 * @example rollingMedian(Float64Array.of(5, 1, 3, 9), 3) // → [5, 3, 3, 3]
 */
export function rollingMedian(values: Float64Array, n: number): Float64Array {
  const medians = new Float64Array(values.length);
  const sorted = new Float64Array(n + 1);
  let size = 0;
  for (let t = 0; t < values.length; t += 1) {
    if (t >= n) {
      const leaving = placeOf(values[t - n]!, sorted, size);
      sorted.copyWithin(leaving, leaving + 1, size);
      size -= 1;
    }
    const entering = placeOf(values[t]!, sorted, size);
    sorted.copyWithin(entering + 1, entering, size);
    sorted[entering] = values[t]!;
    size += 1;
    const middle = size >> 1;
    medians[t] = size % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  }
  return medians;
}
