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

/** Puts an entry into the hole at `place`, moving those between it and where it belongs. */
function settle(sorted: Float64Array, place: number, size: number, entry: number): void {
  let hole = place;
  for (; hole > 0 && sorted[hole - 1]! > entry; hole -= 1) sorted[hole] = sorted[hole - 1]!;
  for (; hole + 1 < size && sorted[hole + 1]! < entry; hole += 1) sorted[hole] = sorted[hole + 1]!;
  sorted[hole] = entry;
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
  const sorted = new Float64Array(n);
  for (let t = 0; t < values.length; t += 1) {
    const size = Math.min(t + 1, n);
    const hole = t < n ? t : placeOf(values[t - n]!, sorted, n);
    settle(sorted, hole, size, values[t]!);
    const middle = size >> 1;
    medians[t] = size % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  }
  return medians;
}
