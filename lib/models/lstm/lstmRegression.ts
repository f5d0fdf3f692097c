import { type LearningRows, requireLearnable } from '../learningRows';
import { type SeededDraws, seededDraws } from '../seededDraws';
import { standardColumns } from '../standardColumns';
import { splitRows, type ValidationTail } from '../validationTail';
import { adam, type AdamOptions } from './adam';
import { type LstmBatches, lstmBatches, type Sequences } from './lstmBatches';
import type { LstmFit } from './lstmFit';
import { firstWeights } from './lstmWeights';

export type LstmOptions = AdamOptions & {
  readonly units: number;
  readonly steps: number;
  readonly batchSize: number;
  readonly mostEpochs: number;
  readonly tail: ValidationTail;
};

const LSTM_DEFAULTS: LstmOptions = {
  units: 32,
  steps: 30,
  batchSize: 32,
  mostEpochs: 30,
  learningRate: 0.003,
  longestSlope: 1,
  tail: { share: 0.15, gapRows: 0, patience: 4 },
};

/** Standardised by the rows that are learned from, the tail and the gap like them. */
type Prepared = {
  readonly sequences: Sequences;
  readonly learnedEnds: Int32Array;
  readonly tailEnds: Int32Array;
  readonly scaling: Pick<LstmFit, 'centres' | 'scales' | 'targetCentre' | 'targetScale'>;
};

const counted = (first: number, end: number): Int32Array =>
  Int32Array.from({ length: Math.max(end - first, 0) }, (_, i) => first + i);

function prepared(rows: LearningRows, { steps, tail }: LstmOptions): Prepared {
  const { columns, target, firstRow, through } = rows;
  const count = through + 1 - firstRow;
  const { learnedRows, tailStart } = splitRows(count, tail);
  const last = firstRow + learnedRows - 1;
  const { centres, scales } = standardColumns([...columns, target], firstRow, last);
  const width = columns.length;
  const [targetCentre, targetScale] = [centres[width]!, scales[width]!];
  const table = new Float64Array(count * width);
  columns.forEach((column, j) => {
    const [centre, scale] = [centres[j]!, scales[j]!];
    for (let i = 0; i < count; i += 1) table[i * width + j] = (column[firstRow + i]! - centre) / scale;
  });
  const targets = target.slice(firstRow, through + 1).map((each) => (each - targetCentre) / targetScale);
  return {
    sequences: { rows: table, targets },
    learnedEnds: counted(steps - 1, learnedRows),
    tailEnds: counted(Math.max(tailStart, steps - 1), count),
    scaling: { centres: centres.slice(0, width), scales: scales.slice(0, width), targetCentre, targetScale },
  };
}

function shuffle(list: Int32Array, { below }: SeededDraws): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = below(i + 1);
    const kept = list[i]!;
    list[i] = list[j]!;
    list[j] = kept;
  }
}

const batchesOf = (ends: Int32Array, size: number): Int32Array[] =>
  Array.from({ length: Math.ceil(ends.length / size) }, (_, i) => ends.subarray(i * size, (i + 1) * size));

function tailError(batches: LstmBatches, weights: Float64Array, ends: Int32Array, size: number): number {
  return batchesOf(ends, size).reduce((sum, batch) => sum + batches.forward(weights, batch), 0);
}

/** Epoch after epoch over the learned windows; the weights that did best on the tail. */
function learned(
  weights: Float64Array,
  batches: LstmBatches,
  { learnedEnds, tailEnds }: Prepared,
  { options, draws }: { options: LstmOptions; draws: SeededDraws },
): Float64Array {
  const { batchSize, mostEpochs, tail } = options;
  const step = adam(weights, options);
  const slopes = new Float64Array(weights.length);
  let best = { error: Infinity, epoch: 0, weights };
  for (let epoch = 0; epoch < mostEpochs && epoch - best.epoch <= tail.patience; epoch += 1) {
    shuffle(learnedEnds, draws);
    for (const ends of batchesOf(learnedEnds, batchSize)) {
      batches.backward(weights, ends, slopes);
      step(slopes);
    }
    if (tailEnds.length === 0) best = { error: 0, epoch, weights };
    else {
      const error = tailError(batches, weights, tailEnds, batchSize);
      if (error < best.error) best = { error, epoch, weights: weights.slice() };
    }
  }
  return best.weights;
}

/**
 * A long short-term memory of one layer with a linear head, for squared error: each row's target from
 * the `steps` rows that end there.
 *
 * Shape   as `LearningRows`; at least `steps` + 1 rows that are learned from.
 * Edge    learning stops when the newest rows have not been told better for `patience` epochs, and
 *         goes back to the best. The same seed gives the same weights, to the last bit.
 * Throws  MODEL_DEGENERATE for too few rows, a constant target, or a number that is not finite.
 * Source  Hochreiter & Schmidhuber 1997; Prechelt 1998, Early stopping – but when?
 */
export function lstmRegression(rows: LearningRows, seed: number, given: Partial<LstmOptions> = {}): LstmFit {
  const options = { ...LSTM_DEFAULTS, ...given };
  const { units, steps, tail } = options;
  const count = rows.through + 1 - rows.firstRow;
  requireLearnable(rows, steps + 1, splitRows(count, tail).learnedRows);
  const shape = { columns: rows.columns.length, units, steps };
  const draws = seededDraws(seed);
  const ready = prepared(rows, options);
  const weights = learned(firstWeights(shape, draws), lstmBatches(shape, ready.sequences), ready, {
    options,
    draws,
  });
  return { ...shape, ...ready.scaling, weights: Array.from(weights) };
}
