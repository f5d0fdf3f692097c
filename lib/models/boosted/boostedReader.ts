import type { BoostedFit } from './boostedFit';

/** Trees ready to be read, row after row. */
export type BoostedReader = {
  readonly columns: number;
  readonly start: number;
  readonly roots: Int32Array;
  readonly column: Int32Array;
  readonly threshold: Float64Array;
  readonly child: Int32Array;
  readonly value: Float64Array;
};

/** Lays trees out for reading; once, not at every row. */
export function boostedReader({ columns, start, ...lists }: BoostedFit): BoostedReader {
  return {
    columns,
    start,
    roots: Int32Array.from(lists.roots),
    column: Int32Array.from(lists.column),
    threshold: Float64Array.from(lists.threshold),
    child: Int32Array.from(lists.child),
    value: Float64Array.from(lists.value),
  };
}

/**
 * What the trees say of a row.
 *
 * Shape   as many numbers as there are columns.
 * Edge    a number that is not known (NaN) goes right everywhere.
 */
export function readBoosted(reader: BoostedReader, row: Float64Array): number {
  const { roots, column, threshold, child, value } = reader;
  let sum = reader.start;
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree]!;
    let first = child[node]!;
    while (first !== 0) {
      node = row[column[node]!]! <= threshold[node]! ? first : first + 1;
      first = child[node]!;
    }
    sum += value[node]!;
  }
  return sum;
}

/**
 * What each column adds to what the trees say of a row: along each path, the changes of the value at
 * the splits by that column.
 *
 * Shape   `bias`, which is the same for all rows, and one addend per column; they sum to `readBoosted`
 *         but for rounding.
 * Source  Saabas 2014, Interpreting random forests.
 */
export function boostedContributions(
  reader: BoostedReader,
  row: Float64Array,
): { readonly bias: number; readonly contributions: Float64Array } {
  const { roots, column, threshold, child, value } = reader;
  const contributions = new Float64Array(reader.columns);
  let bias = reader.start;
  for (const root of roots) {
    let node = root;
    bias += value[node]!;
    while (child[node]! !== 0) {
      const asked = column[node]!;
      const reached = row[asked]! <= threshold[node]! ? child[node]! : child[node]! + 1;
      contributions[asked] = contributions[asked]! + value[reached]! - value[node]!;
      node = reached;
    }
  }
  return { bias, contributions };
}
