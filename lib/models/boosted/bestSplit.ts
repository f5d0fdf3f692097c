import type { Histogram } from './histogram';

/** Rows with bins up to `bin` of a column to the left, the others to the right. */
export type Split = {
  readonly column: number;
  readonly bin: number;
  /** How much the split lowers twice the penalised squared error. */
  readonly gain: number;
  readonly leftSum: number;
  readonly leftCount: number;
};

export type SplitLimits = {
  readonly fewestInLeaf: number;
  /** At place n, one over n rows and the penalty. */
  readonly shares: Float64Array;
};

type Node = {
  readonly histogram: Histogram;
  readonly sum: number;
  readonly count: number;
};

/** Where a column's bins lie in a histogram. */
type Range = { readonly first: number; readonly end: number };

/** Written over at each column: place of the best bin, squares of both sides by their rows, left sum and count. */
type Best = Float64Array;

/** A gain that is as small a share of what it is taken from is rounding. */
const LEAST_GAIN_SHARE = 1e-12;

function scanColumn(node: Node, range: Range, { fewestInLeaf, shares }: SplitLimits, best: Best): boolean {
  const { histogram, sum, count } = node;
  const last = range.end - 2;
  const leftMost = count - fewestInLeaf;
  let most = best[1]!;
  let isBetter = false;
  let leftSum = 0;
  let leftCount = 0;
  for (let place = range.first; place < last; place += 2) {
    const inBin = histogram[place + 1]!;
    if (inBin === 0) continue;
    leftSum += histogram[place]!;
    leftCount += inBin;
    if (leftCount > leftMost) break;
    if (leftCount < fewestInLeaf) continue;
    const rightSum = sum - leftSum;
    const parts = leftSum * leftSum * shares[leftCount]! + rightSum * rightSum * shares[count - leftCount]!;
    if (parts > most) {
      isBetter = true;
      most = parts;
      best[0] = place;
      best[2] = leftSum;
      best[3] = leftCount;
    }
  }
  best[1] = most;
  return isBetter;
}

/**
 * The split of a node that gains most; the first of equals.
 *
 * Edge    undefined where no split leaves `fewestInLeaf` rows on each side and gains anything.
 * Source  Friedman 2001, Greedy function approximation; the penalised gain of Chen & Guestrin 2016.
 */
export function bestSplit(node: Node, offsets: Int32Array, limits: SplitLimits): Split | undefined {
  const { sum, count } = node;
  const own = sum * sum * limits.shares[count]!;
  const best = Float64Array.of(-1, own, 0, 0);
  let column = 0;
  for (let j = 0; j < offsets.length - 1; j += 1) {
    if (scanColumn(node, { first: offsets[j]!, end: offsets[j + 1]! }, limits, best)) column = j;
  }
  const [place, parts] = [best[0]!, best[1]!];
  const gain = parts - own;
  if (place < 0 || gain <= LEAST_GAIN_SHARE * parts) return undefined;
  return { column, bin: (place - offsets[column]!) / 2, gain, leftSum: best[2]!, leftCount: best[3]! };
}
