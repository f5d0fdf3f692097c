import { dot } from './runningGram';

/** A column whose part that is new beside the columns before it is smaller than this share is left out. */
const RANK_TOLERANCE = 1e-13;

/**
 * Reflects so that `column` vanishes below `step`, and carries the others along; answers what then
 * stands at `step`. A column that has vanished there already is left as it is.
 */
function reflect(column: Float64Array, step: number, others: readonly Float64Array[]): number {
  const rest = column.subarray(step);
  const length = Math.sqrt(dot(rest, rest, rest.length));
  if (length === 0) return 0;
  const pivot = rest[0]! > 0 ? -length : length;
  const mirror = Float64Array.from(rest);
  mirror[0] = mirror[0]! - pivot;
  const halfSquare = -pivot * mirror[0];
  for (const other of others) {
    const tail = other.subarray(step);
    const factor = dot(mirror, tail, tail.length) / halfSquare;
    for (let i = 0; i < tail.length; i += 1) tail[i] = tail[i]! - factor * mirror[i]!;
  }
  column.fill(0, step + 1);
  column[step] = pivot;
  return pivot;
}

/**
 * The triangle R of columns = Q·R: it has the same lengths and angles as the columns, in as many rows
 * as there are columns. Least squares on R is least squares on the rows it came from, and R with new
 * rows below it can be made a triangle again.
 *
 * Shape   columns of equal length; each answer has as many rows as there are columns, or fewer when
 *         there were fewer.
 * Source  Golub & Van Loan, Matrix Computations, 5.2.
 */
export function triangleOf(columns: readonly Float64Array[]): Float64Array[] {
  const work = columns.map((column) => Float64Array.from(column));
  const rows = Math.min(work[0]?.length ?? 0, work.length);
  for (let step = 0; step < rows; step += 1) reflect(work[step]!, step, work.slice(step + 1));
  return work.map((column) => column.slice(0, rows));
}

/**
 * Least squares by Householder reflections, for several right sides at once.
 *
 * Shape   columns of equal length n ≥ number of columns → one vector of weights per right side.
 * Edge    a column that depends on those before it (also a column of zeros) gets the weight 0.
 * Source  Golub & Van Loan, Matrix Computations, 5.3; never the inverted normal equations.
 * @example leastSquares([Float64Array.of(1, 1, 1, 1), Float64Array.of(-1, -1, 1, 1)], [Float64Array.of(1, 1, 5, 5)]) // → [[3, 2]]
 */
export function leastSquares(
  columns: readonly Float64Array[],
  rightSides: readonly Float64Array[],
): Float64Array[] {
  const work = columns.map((column) => Float64Array.from(column));
  const sides = rightSides.map((side) => Float64Array.from(side));
  const kept: number[] = [];
  work.forEach((column, j) => {
    const step = kept.length;
    const rest = column.subarray(step);
    const isNew = dot(rest, rest, rest.length) > RANK_TOLERANCE ** 2 * dot(column, column, column.length);
    if (!isNew) return;
    reflect(column, step, [...work.slice(j + 1), ...sides]);
    kept.push(j);
  });
  return sides.map((side) => backSubstitute(work, kept, side));
}

function backSubstitute(
  work: readonly Float64Array[],
  kept: readonly number[],
  side: Float64Array,
): Float64Array {
  const weights = new Float64Array(work.length);
  for (let i = kept.length - 1; i >= 0; i -= 1) {
    let rest = side[i]!;
    for (let k = i + 1; k < kept.length; k += 1) rest -= work[kept[k]!]![i]! * weights[kept[k]!]!;
    weights[kept[i]!] = rest / work[kept[i]!]![i]!;
  }
  return weights;
}
