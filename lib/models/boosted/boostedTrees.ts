import { type LearningRows, requireLearnable } from '../learningRows';
import { splitRows, type ValidationTail } from '../validationTail';
import { type BinnedColumns, binnedColumns } from './binnedColumns';
import type { BoostedFit } from './boostedFit';
import { type GrownTree, treeGrower, type TreeLimits } from './growTree';

export type BoostedOptions = TreeLimits & {
  readonly mostRounds: number;
  readonly mostBins: number;
  readonly tail: ValidationTail;
};

const BOOSTED_DEFAULTS: BoostedOptions = {
  mostRounds: 100,
  mostBins: 255,
  mostLeaves: 31,
  mostDepth: Number.POSITIVE_INFINITY,
  fewestInLeaf: 20,
  lambda: 0,
  learningRate: 0.1,
  tail: { share: 0, gapRows: 0, patience: 10 },
};

type Lists = { -readonly [K in 'roots' | 'column' | 'threshold' | 'child' | 'value']: number[] };

const noLists = (): Lists => ({ roots: [], column: [], threshold: [], child: [], value: [] });

/** Lays a grown tree behind the others. */
function append(lists: Lists, { nodes }: GrownTree, { edges }: BinnedColumns): void {
  const root = lists.child.length;
  lists.roots.push(root);
  for (const { split, child, value } of nodes) {
    lists.column.push(split?.column ?? 0);
    lists.threshold.push(split === undefined ? 0 : edges[split.column]![split.bin]!);
    lists.child.push(split === undefined ? 0 : root + child);
    lists.value.push(value);
  }
}

/** The first trees of a row of trees. */
function firstTrees(lists: Lists, trees: number): Lists {
  const nodes = lists.roots[trees] ?? lists.child.length;
  return {
    roots: lists.roots.slice(0, trees),
    column: lists.column.slice(0, nodes),
    threshold: lists.threshold.slice(0, nodes),
    child: lists.child.slice(0, nodes),
    value: lists.value.slice(0, nodes),
  };
}

/** Takes off the residuals what the newest tree says of the rows it was grown on. */
function learn(residuals: Float64Array, { nodes, rows }: GrownTree): void {
  for (const { child, firstRow, lastRow, value } of nodes) {
    if (child !== 0) continue;
    for (let i = firstRow; i <= lastRow; i += 1) {
      const row = rows[i]!;
      residuals[row] = residuals[row]! - value;
    }
  }
}

/** Takes off the residuals of other rows what the newest tree says of them. */
function see(residuals: Float64Array, columns: readonly Float64Array[], lists: Lists): void {
  const { column, threshold, child, value } = lists;
  const root = lists.roots.at(-1)!;
  for (let row = 0; row < residuals.length; row += 1) {
    let node = root;
    while (child[node]! !== 0) {
      node = columns[column[node]!]![row]! <= threshold[node]! ? child[node]! : child[node]! + 1;
    }
    residuals[row] = residuals[row]! - value[node]!;
  }
}

const sumOfSquares = (list: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < list.length; i += 1) sum += list[i]! * list[i]!;
  return sum;
};

const mean = (list: Float64Array): number => list.reduce((sum, each) => sum + each, 0) / list.length;

/** Tells after each round whether to go on, and at the end how many rounds were best. */
function rounds(patience: number, isWatched: boolean) {
  let [best, bestRound] = [Infinity, 0];
  return {
    goesOn: (round: number, loss: number): boolean => {
      if (loss < best) [best, bestRound] = [loss, round];
      return !isWatched || round - bestRound < patience;
    },
    best: (round: number): number => (isWatched ? bestRound : round),
  };
}

/**
 * Gradient-boosted regression trees for squared error on histograms of at most 255 bins.
 *
 * Shape   as `LearningRows`; at least two leaves' worth of rows.
 * Edge    with a validation tail the trees after the best round are dropped; nothing is drawn by
 *         chance. A constant column is never looked at.
 * Throws  MODEL_DEGENERATE for too few rows, a constant target, or a number that is not finite.
 * Source  Friedman 2001, Greedy function approximation: a gradient boosting machine; Ke et al. 2017.
 */
export function boostedTrees(rows: LearningRows, given: Partial<BoostedOptions> = {}): BoostedFit {
  const options = { ...BOOSTED_DEFAULTS, ...given };
  const { firstRow, through } = rows;
  const { learnedRows, tailStart, tailRows } = splitRows(through + 1 - firstRow, options.tail);
  requireLearnable(rows, 2 * options.fewestInLeaf, learnedRows);
  const learned = rows.columns.map((column) => column.subarray(firstRow, firstRow + learnedRows));
  const tail = rows.columns.map((column) => column.subarray(firstRow + tailStart, through + 1));
  const start = mean(rows.target.subarray(firstRow, firstRow + learnedRows));
  const residuals = rows.target.slice(firstRow, firstRow + learnedRows).map((each) => each - start);
  const unseen = rows.target.slice(firstRow + tailStart, through + 1).map((each) => each - start);
  const binned = binnedColumns(learned, options.mostBins);
  const grow = treeGrower(binned, options);
  const lists = noLists();
  const watch = rounds(options.tail.patience, tailRows > 0);
  let goesOn = watch.goesOn(0, sumOfSquares(unseen));
  while (goesOn && lists.roots.length < options.mostRounds) {
    const tree = grow(residuals);
    append(lists, tree, binned);
    learn(residuals, tree);
    see(unseen, tail, lists);
    goesOn = tree.nodes.length > 1 && watch.goesOn(lists.roots.length, sumOfSquares(unseen));
  }
  return { columns: rows.columns.length, start, ...firstTrees(lists, watch.best(lists.roots.length)) };
}
