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

/** The last n values, kept sorted while they slide. */
export class MedianWindow {
  private readonly values: Float64Array;
  private readonly sorted: Float64Array;
  private place = 0;
  private size = 0;

  constructor(private readonly n: number) {
    this.values = new Float64Array(n);
    this.sorted = new Float64Array(n);
  }

  /** The median with one value more; an even window reads the mean of its two middle values. */
  push(current: number): number {
    const { sorted, n } = this;
    const hole = this.size < n ? this.size : placeOf(this.values[this.place]!, sorted, n);
    this.size = Math.min(this.size + 1, n);
    this.values[this.place] = current;
    this.place = this.place + 1 === n ? 0 : this.place + 1;
    settle(sorted, hole, this.size, current);
    const middle = this.size >> 1;
    return this.size % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  }
}

/**
 * Median of the last n values at each place.
 *
 * Shape   n values, oldest first → as many medians; the first `n − 1` are of the values so far.
 * @example rollingMedian(Float64Array.of(5, 1, 3, 9), 3) // → [5, 3, 3, 3]
 */
export function rollingMedian(values: Float64Array, n: number): Float64Array {
  const medians = new Float64Array(values.length);
  const window = new MedianWindow(n);
  for (let t = 0; t < values.length; t += 1) medians[t] = window.push(values[t]!);
  return medians;
}
