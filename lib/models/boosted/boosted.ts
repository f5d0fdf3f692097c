import { FEATURES_LEARNED } from '../featuresLearned';
import type { FitOf } from '../fit';
import { explainedLevel, varianceAt, varianceLevel } from '../logVarianceHead';
import { isProblem } from '../../problems';
import type { LearningRows } from '../learningRows';
import type { Model } from '../model';
import type { BoostedFit } from './boostedFit';
import { boostedContributions, type BoostedReader, boostedReader, readBoosted } from './boostedReader';
import { boostedTrees } from './boostedTrees';

/** Small trees that learn slowly: a few thousand days hold little that many leaves could tell. */
const OPTIONS = { mostRounds: 150, mostLeaves: 8, fewestInLeaf: 40, learningRate: 0.05, lambda: 1 };

const LAID_OUT = new WeakMap<BoostedFit, BoostedReader>();

/** Trees are laid out for reading once. */
function readerOf(trees: BoostedFit): BoostedReader {
  const reader = LAID_OUT.get(trees) ?? boostedReader(trees);
  LAID_OUT.set(trees, reader);
  return reader;
}

/** A variance that never changes needs no tree. */
function grown(rows: LearningRows): BoostedFit {
  try {
    return boostedTrees(rows, OPTIONS);
  } catch (error) {
    if (!isProblem(error, 'MODEL_DEGENERATE')) throw error;
    const start = rows.target[rows.firstRow]!;
    return {
      columns: rows.columns.length,
      start,
      roots: [],
      column: [],
      threshold: [],
      child: [],
      value: [],
    };
  }
}

/** Gradient-boosted trees for the log variance over the horizon; see boostedTrees. */
export const boosted: Model<FitOf<'boosted'>> = {
  kind: 'boosted',
  features: FEATURES_LEARNED,
  fewestRows: 252,
  blocksPerFit: 3,
  fit: (examples) => {
    const { columns, firstRow, logVariance, horizonBars } = examples;
    return (through) => {
      const trees = grown({ columns, target: logVariance, firstRow, through });
      const reader = readerOf(trees);
      const row = new Float64Array(columns.length);
      const predicted = Float64Array.from({ length: through - firstRow + 1 }, (_, i) => {
        for (let j = 0; j < row.length; j += 1) row[j] = columns[j]![firstRow + i]!;
        return readBoosted(reader, row);
      });
      const volatility = varianceLevel(examples, predicted, through);
      return { kind: 'boosted', horizonBars, features: [...FEATURES_LEARNED], trees, volatility };
    };
  },
  apply: ({ trees, volatility }, row) => varianceAt(volatility, readBoosted(readerOf(trees), row)),
  explain: ({ trees, volatility, features }, row) => {
    const { bias, contributions } = boostedContributions(readerOf(trees), row);
    const addends = features.map((name, j) => ({ name, contribution: contributions[j]! }));
    return explainedLevel(volatility, bias, addends);
  },
};
