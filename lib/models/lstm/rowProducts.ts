/** Rows of the left matrix, rows of the right one, and how many numbers each of them has. */
export type ProductShape = { readonly rows: number; readonly columns: number; readonly depth: number };

/**
 * The product of every row of one matrix with every row of another: out[r, c] = Σ left[r, k] · right[c, k].
 * Two rows are taken against four at once: fewer numbers are fetched for the same products.
 *
 * Shape   all three row by row; `out` holds rows × columns.
 * Edge    a block that reaches over the last row takes that one again, and writes the same number twice.
 */
export function rowProducts(
  out: Float64Array,
  left: Float64Array,
  right: Float64Array,
  { rows, columns, depth }: ProductShape,
): void {
  for (let c0 = 0; c0 < columns; c0 += 4) {
    const c1 = Math.min(c0 + 1, columns - 1);
    const c2 = Math.min(c0 + 2, columns - 1);
    const c3 = Math.min(c0 + 3, columns - 1);
    const x0 = right.subarray(c0 * depth, (c0 + 1) * depth);
    const x1 = right.subarray(c1 * depth, (c1 + 1) * depth);
    const x2 = right.subarray(c2 * depth, (c2 + 1) * depth);
    const x3 = right.subarray(c3 * depth, (c3 + 1) * depth);
    for (let r0 = 0; r0 < rows; r0 += 2) {
      const r1 = Math.min(r0 + 1, rows - 1);
      const from0 = r0 * depth;
      const from1 = r1 * depth;
      let a0 = 0;
      let a1 = 0;
      let a2 = 0;
      let a3 = 0;
      let b0 = 0;
      let b1 = 0;
      let b2 = 0;
      let b3 = 0;
      for (let k = 0; k < depth; k += 1) {
        const a = left[from0 + k]!;
        const b = left[from1 + k]!;
        const y0 = x0[k]!;
        const y1 = x1[k]!;
        const y2 = x2[k]!;
        const y3 = x3[k]!;
        a0 += a * y0;
        a1 += a * y1;
        a2 += a * y2;
        a3 += a * y3;
        b0 += b * y0;
        b1 += b * y1;
        b2 += b * y2;
        b3 += b * y3;
      }
      const to0 = r0 * columns;
      const to1 = r1 * columns;
      out[to0 + c0] = a0;
      out[to0 + c1] = a1;
      out[to0 + c2] = a2;
      out[to0 + c3] = a3;
      out[to1 + c0] = b0;
      out[to1 + c1] = b1;
      out[to1 + c2] = b2;
      out[to1 + c3] = b3;
    }
  }
}

/** Rows as columns: out[c, r] = matrix[r, c]. */
export function transpose(out: Float64Array, matrix: Float64Array, rows: number, columns: number): void {
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) out[c * rows + r] = matrix[r * columns + c]!;
  }
}
