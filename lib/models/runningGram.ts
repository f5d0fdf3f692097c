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

function total(column: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < column.length; i += 1) sum += column[i]!;
  return sum;
}

function relative(column: Float64Array, shift: number): Float64Array {
  const shifted = new Float64Array(column.length);
  for (let i = 0; i < column.length; i += 1) shifted[i] = column[i]! - shift;
  return shifted;
}

/**
 * Adds the products of every two columns to a symmetric matrix, of which only the upper half counts.
 * Two columns are taken against two at once: half the numbers are fetched for the same products.
 */
function addProducts(raw: Float64Array, columns: readonly Float64Array[]): void {
  const size = columns.length;
  for (let j = 0; j < size; j += 2) {
    for (let k = j; k < size; k += 2) {
      const [a, b] = [columns[j]!, columns[j + 1] ?? columns[j]!];
      const [c, d] = [columns[k]!, columns[k + 1] ?? columns[k]!];
      const [ac, ad, bc, bd] = fourProducts(a, b, c, d);
      const at = j * size + k;
      const below = at + size;
      raw[at] = raw[at]! + ac;
      if (k + 1 < size) raw[at + 1] = raw[at + 1]! + ad;
      if (j + 1 < size) raw[below] = raw[below]! + bc;
      if (j + 1 < size && k + 1 < size) raw[below + 1] = raw[below + 1]! + bd;
    }
  }
}

function fourProducts(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  d: Float64Array,
): readonly [number, number, number, number] {
  let ac = 0;
  let ad = 0;
  let bc = 0;
  let bd = 0;
  for (let i = 0; i < a.length; i += 1) {
    const ai = a[i]!;
    const bi = b[i]!;
    const ci = c[i]!;
    const di = d[i]!;
    ac += ai * ci;
    ad += ai * di;
    bc += bi * ci;
    bd += bi * di;
  }
  return [ac, ad, bc, bd];
}

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
    shifts ??= columns.map(
      (column) => total(column.subarray(firstRow, through + 1)) / (through + 1 - firstRow),
    );
    const from = shifts;
    const fresh = columns.map((column, j) => relative(column.subarray(next, through + 1), from[j]!));
    fresh.forEach((column, j) => {
      sums[j] = sums[j]! + total(column);
    });
    addProducts(raw, fresh);
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
  return { count, means: Float64Array.from(shifts, (shift, j) => shift + sums[j]! / count), products };
}
