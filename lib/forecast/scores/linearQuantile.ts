/**
 * Quantile of sorted values, between neighbours on a straight line.
 *
 * Shape   at least one value, smallest first; q of 0…1.
 * Source  Hyndman & Fan 1996, Sample quantiles in statistical packages, definition 7 (that of numpy).
 * @example linearQuantile(Float64Array.of(1, 2), 0.25) // → 1.25
 */
export function linearQuantile(sorted: Float64Array, q: number): number {
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
}
