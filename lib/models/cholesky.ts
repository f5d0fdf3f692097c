import { Problem } from '../problems';

/**
 * Solves A·x = b for a symmetric positive definite A, for several right sides at once.
 *
 * Shape   `matrix` holds size × size numbers row by row; each right side `size`.
 * Throws  MODEL_DEGENERATE when A is not positive definite.
 * Source  Golub & Van Loan, Matrix Computations, 4.2.
 * @example solveCholesky(Float64Array.of(4, 2, 2, 5), [Float64Array.of(8, 12)]) // → [[1, 2]]
 */
export function solveCholesky(matrix: Float64Array, rightSides: readonly Float64Array[]): Float64Array[] {
  const size = Math.round(Math.sqrt(matrix.length));
  const lower = factor(matrix, size);
  return rightSides.map((side) => substitute(lower, side, size));
}

function factor(matrix: Float64Array, size: number): Float64Array {
  const lower = Float64Array.from(matrix);
  for (let j = 0; j < size; j += 1) {
    for (let i = j; i < size; i += 1) {
      let rest = lower[i * size + j]!;
      for (let k = 0; k < j; k += 1) rest -= lower[i * size + k]! * lower[j * size + k]!;
      if (i > j) lower[i * size + j] = rest / lower[j * size + j]!;
      else if (rest > 0) lower[j * size + j] = Math.sqrt(rest);
      else
        throw new Problem(
          'MODEL_DEGENERATE',
          `The features of the series are not independent (pivot "${j}").`,
        );
    }
  }
  return lower;
}

function substitute(lower: Float64Array, side: Float64Array, size: number): Float64Array {
  const solution = Float64Array.from(side);
  for (let i = 0; i < size; i += 1) {
    let rest = solution[i]!;
    for (let k = 0; k < i; k += 1) rest -= lower[i * size + k]! * solution[k]!;
    solution[i] = rest / lower[i * size + i]!;
  }
  for (let i = size - 1; i >= 0; i -= 1) {
    let rest = solution[i]!;
    for (let k = i + 1; k < size; k += 1) rest -= lower[k * size + i]! * solution[k]!;
    solution[i] = rest / lower[i * size + i]!;
  }
  return solution;
}
