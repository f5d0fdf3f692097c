/** Columns as numbers of bins: bin b holds what is above edge b − 1 and not above edge b. */
export type BinnedColumns = {
  readonly rows: number;
  /** Per column, rising; one less than there are bins. */
  readonly edges: readonly Float64Array[];
  /** Per column, the bin of each row. */
  readonly bins: readonly Uint8Array[];
};

/** Bins are numbered in a byte. */
const MOST_BINS = 255;

function distinctOf(sorted: Float64Array): Float64Array {
  return sorted.filter((each, i) => i === 0 || each !== sorted[i - 1]);
}

const middle = (low: number, high: number): number => low / 2 + high / 2;

/** Between every two neighbours, where they are few; else so that each bin holds as many rows. */
function edgesOf(column: Float64Array, mostBins: number): Float64Array {
  const sorted = Float64Array.from(column).sort();
  const distinct = distinctOf(sorted);
  if (distinct.length <= mostBins) {
    return distinct.subarray(1).map((each, i) => middle(distinct[i]!, each));
  }
  const quantiles = Float64Array.from({ length: mostBins - 1 }, (_, k) => {
    const place = ((k + 1) / mostBins) * (sorted.length - 1);
    return middle(sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!);
  });
  return distinctOf(quantiles);
}

/** How many edges lie below `reading`. */
function binOf(edges: Float64Array, reading: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const half = (low + high) >>> 1;
    if (reading <= edges[half]!) high = half;
    else low = half + 1;
  }
  return low;
}

/**
 * Bins by quantiles: where a column has few different values each has its own.
 *
 * Shape   columns of equal length, each number finite; 2 ≤ `mostBins` ≤ 255.
 * Edge    a constant column has one bin and no edge.
 */
export function binnedColumns(columns: readonly Float64Array[], mostBins: number): BinnedColumns {
  const edges = columns.map((column) => edgesOf(column, Math.min(mostBins, MOST_BINS)));
  const bins = columns.map((column, j) => {
    const own = new Uint8Array(column.length);
    for (let row = 0; row < own.length; row += 1) own[row] = binOf(edges[j]!, column[row]!);
    return own;
  });
  return { rows: columns[0]?.length ?? 0, edges, bins };
}
