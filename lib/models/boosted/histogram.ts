import type { BinnedColumns } from './binnedColumns';

/** Per bin of every column, the sum of residuals and how many rows: two places each, column after column. */
export type Histogram = Float64Array;

/** Where each column's bins begin in a histogram, and where the last ends. */
export function histogramOffsets({ edges }: BinnedColumns): Int32Array {
  const offsets = new Int32Array(edges.length + 1);
  edges.forEach((own, j) => {
    offsets[j + 1] = offsets[j]! + 2 * (own.length + 1);
  });
  return offsets;
}

type Rows = {
  /** Rows of the node, and the residual of each in the same order. */
  readonly rows: Int32Array;
  readonly residuals: Float64Array;
};

/** Two columns at once: rows and residuals are fetched for both. */
function addColumns(
  histogram: Histogram,
  { rows, residuals }: Rows,
  [bins, first]: readonly [Uint8Array, number],
  [otherBins, otherFirst]: readonly [Uint8Array, number],
): void {
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    const residual = residuals[i]!;
    const place = first + 2 * bins[row]!;
    const other = otherFirst + 2 * otherBins[row]!;
    histogram[place] = histogram[place]! + residual;
    histogram[place + 1] = histogram[place + 1]! + 1;
    histogram[other] = histogram[other]! + residual;
    histogram[other + 1] = histogram[other + 1]! + 1;
  }
}

function addColumn(histogram: Histogram, { rows, residuals }: Rows, bins: Uint8Array, first: number): void {
  for (let i = 0; i < rows.length; i += 1) {
    const place = first + 2 * bins[rows[i]!]!;
    histogram[place] = histogram[place]! + residuals[i]!;
    histogram[place + 1] = histogram[place + 1]! + 1;
  }
}

/** The histogram of some rows, written over `histogram`. */
export function fillHistogram(
  histogram: Histogram,
  offsets: Int32Array,
  { bins }: BinnedColumns,
  node: Rows,
): void {
  histogram.fill(0);
  const paired = bins.length - (bins.length % 2);
  for (let j = 0; j < paired; j += 2) {
    addColumns(histogram, node, [bins[j]!, offsets[j]!], [bins[j + 1]!, offsets[j + 1]!]);
  }
  if (paired < bins.length) addColumn(histogram, node, bins[paired]!, offsets[paired]!);
}

/** What is left of a parent's histogram beside one child's is the other child's: written over the parent's. */
export function takeAway(parent: Histogram, child: Histogram): void {
  for (let i = 0; i < parent.length; i += 1) parent[i] = parent[i]! - child[i]!;
}
