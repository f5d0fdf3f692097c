/**
 * Mean of a column over `firstRow` … `through`, which must not fall from call to call.
 *
 * Edge    no row yet → 0.
 */
export function expandingMean(column: Float64Array, firstRow: number): (through: number) => number {
  let sum = 0;
  let next = firstRow;
  return (through) => {
    for (; next <= through; next += 1) sum += column[next]!;
    return next > firstRow ? sum / (next - firstRow) : 0;
  };
}
