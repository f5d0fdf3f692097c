/** First and second moments of columns over the rows taken in so far. */
export type Moments = {
  readonly count: number;
  readonly means: Float64Array;
  /** Sums of products of deviations from the means, row by row of a symmetric matrix. */
  readonly products: Float64Array;
};

/** Sum of products; four sums side by side keep the processor's multipliers busy. */
export function dot(a: Float64Array, b: Float64Array, length: number): number {
  const even = length - (length % 4);
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  for (let i = 0; i < even; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = even; i < length; i += 1) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}

const meanOf = (column: Float64Array, from: number, through: number): number => {
  let sum = 0;
  for (let row = from; row <= through; row += 1) sum += column[row]!;
  return sum / (through - from + 1);
};

/**
 * Moments that grow with the rows: each call takes in the rows up to `through` and answers the moments
 * of all rows so far, without touching the earlier ones again.
 *
 * Edge    rows are taken relative to the means of the first call, so that columns far from zero lose
 *         no digits. `through` must not fall.
 */
export function runningGram(
  columns: readonly Float64Array[],
  firstRow: number,
): (through: number) => Moments {
  const size = columns.length;
  const sums = new Float64Array(size);
  const raw = new Float64Array(size * size);
  let shifts: readonly number[] | undefined;
  let next = firstRow;
  return (through) => {
    shifts ??= columns.map((column) => meanOf(column, firstRow, through));
    const from = shifts;
    const fresh = columns.map((column, j) => column.slice(next, through + 1).map((each) => each - from[j]!));
    const length = through + 1 - next;
    for (let j = 0; j < size; j += 1) {
      sums[j] = sums[j]! + fresh[j]!.reduce((sum, each) => sum + each, 0);
      for (let k = j; k < size; k += 1)
        raw[j * size + k] = raw[j * size + k]! + dot(fresh[j]!, fresh[k]!, length);
    }
    next = through + 1;
    return momentsOf({ raw, sums, shifts, count: next - firstRow });
  };
}

type Shifted = {
  readonly raw: Float64Array;
  readonly sums: Float64Array;
  readonly shifts: readonly number[];
  readonly count: number;
};

function momentsOf({ raw, sums, shifts, count }: Shifted): Moments {
  const size = shifts.length;
  const products = new Float64Array(size * size);
  for (let j = 0; j < size; j += 1) {
    for (let k = j; k < size; k += 1) {
      const product = raw[j * size + k]! - (sums[j]! * sums[k]!) / count;
      products[j * size + k] = product;
      products[k * size + j] = product;
    }
  }
  return { count, means: sums.map((sum, j) => shifts[j]! + sum / count), products };
}
