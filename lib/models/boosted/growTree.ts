import { bestSplit, type Split } from './bestSplit';
import type { BinnedColumns } from './binnedColumns';
import { fillHistogram, type Histogram, histogramOffsets, takeAway } from './histogram';

export type TreeLimits = {
  readonly mostLeaves: number;
  /** Splits between the root and any leaf. */
  readonly mostDepth: number;
  readonly fewestInLeaf: number;
  /** Penalty on the squared values of leaves. */
  readonly lambda: number;
  readonly learningRate: number;
};

/** Nodes of one tree, parents before children; a node without a child is a leaf. */
export type TreeNode = {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly depth: number;
  /** What the tree says of the rows of this node as a whole. */
  readonly value: number;
  readonly sum: number;
  /** The left child's place; the right one comes after it. */
  child: number;
  split: Split | undefined;
};

export type GrownTree = {
  readonly nodes: readonly TreeNode[];
  /** Every row, sorted so that each node's lie together. */
  readonly rows: Int32Array;
};

/** A leaf that can still be split, with the histogram to split it by. */
type Open = { readonly place: number; readonly split: Split; readonly histogram: Histogram };

/** Grows trees on one set of binned columns, over and over, in the same few buffers. */
export type TreeGrower = (residuals: Float64Array) => GrownTree;

/** Sorts the rows of a node so that those of the left child come first, each side in its old order. */
function parted(rows: Int32Array, bins: Uint8Array, bin: number, spare: Int32Array): void {
  let [left, right] = [0, 0];
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    if (bins[row]! <= bin) {
      rows[left] = row;
      left += 1;
    } else {
      spare[right] = row;
      right += 1;
    }
  }
  rows.set(spare.subarray(0, right), left);
}

function mostPromising(open: readonly Open[]): number {
  let best = 0;
  for (let i = 1; i < open.length; i += 1) if (open[i]!.split.gain > open[best]!.split.gain) best = i;
  return best;
}

/**
 * Trees for squared error, grown leaf by leaf: always the split that gains most.
 *
 * Shape   residuals: one per row of the binned columns.
 * Source  Friedman 2001; histograms and leaf-wise growth of Ke et al. 2017, LightGBM.
 */
export function treeGrower(binned: BinnedColumns, limits: TreeLimits): TreeGrower {
  const offsets = histogramOffsets(binned);
  const rows = new Int32Array(binned.rows);
  const spare = new Int32Array(binned.rows);
  const gathered = new Float64Array(binned.rows);
  const shares = Float64Array.from({ length: binned.rows + 1 }, (_, count) => 1 / (count + limits.lambda));
  const splitLimits = { fewestInLeaf: Math.max(limits.fewestInLeaf, 1), shares };
  const idle: Histogram[] = [];
  const blank = (): Histogram => idle.pop() ?? new Float64Array(offsets.at(-1)!);
  const mayGrow = ({ firstRow, lastRow, depth }: TreeNode): boolean =>
    depth < limits.mostDepth && lastRow + 1 - firstRow >= 2 * limits.fewestInLeaf;

  return (residuals) => {
    const nodes: TreeNode[] = [];
    const open: Open[] = [];

    const add = (firstRow: number, lastRow: number, depth: number, sum: number): void => {
      const value = (limits.learningRate * sum) / (lastRow + 1 - firstRow + limits.lambda);
      nodes.push({ firstRow, lastRow, depth, value, sum, child: 0, split: undefined });
    };
    const filled = (node: TreeNode): Histogram => {
      const own = rows.subarray(node.firstRow, node.lastRow + 1);
      for (let i = 0; i < own.length; i += 1) gathered[i] = residuals[own[i]!]!;
      const histogram = blank();
      fillHistogram(histogram, offsets, binned, { rows: own, residuals: gathered });
      return histogram;
    };
    const consider = (place: number, histogram: Histogram): void => {
      const node = nodes[place]!;
      const whole = { histogram, sum: node.sum, count: node.lastRow + 1 - node.firstRow };
      const split = mayGrow(node) ? bestSplit(whole, offsets, splitLimits) : undefined;
      if (split === undefined) idle.push(histogram);
      else open.push({ place, split, histogram });
    };
    /** Counts the smaller child and finds the other one by what is left of the parent. */
    const considerChildren = (first: number, parent: Histogram): void => {
      const [left, right] = [nodes[first]!, nodes[first + 1]!];
      if (!mayGrow(left) && !mayGrow(right)) {
        idle.push(parent);
        return;
      }
      const leftIsSmaller = left.lastRow - left.firstRow < right.lastRow - right.firstRow;
      const counted = filled(leftIsSmaller ? left : right);
      takeAway(parent, counted);
      consider(first, leftIsSmaller ? counted : parent);
      consider(first + 1, leftIsSmaller ? parent : counted);
    };
    const divide = ({ place, split, histogram }: Open): void => {
      const node = nodes[place]!;
      const { firstRow, lastRow, depth, sum } = node;
      parted(rows.subarray(firstRow, lastRow + 1), binned.bins[split.column]!, split.bin, spare);
      node.child = nodes.length;
      node.split = split;
      const border = firstRow + split.leftCount;
      add(firstRow, border - 1, depth + 1, split.leftSum);
      add(border, lastRow, depth + 1, sum - split.leftSum);
      considerChildren(node.child, histogram);
    };

    for (let row = 0; row < rows.length; row += 1) rows[row] = row;
    add(
      0,
      rows.length - 1,
      0,
      residuals.reduce((total, each) => total + each, 0),
    );
    consider(0, filled(nodes[0]!));
    for (let leaves = 1; leaves < limits.mostLeaves && open.length > 0; leaves += 1) {
      divide(open.splice(mostPromising(open), 1)[0]!);
    }
    idle.push(...open.map(({ histogram }) => histogram));
    return { nodes, rows };
  };
}
