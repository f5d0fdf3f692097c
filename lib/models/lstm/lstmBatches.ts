import { type LstmBackward, lstmBackward } from './lstmBackward';
import { lstmForward } from './lstmForward';
import { layWindow, type LstmTape, lstmTape } from './lstmTape';
import type { LstmShape } from './lstmWeights';

/** Standardised rows, row by row, and what each is to tell. */
export type Sequences = { readonly rows: Float64Array; readonly targets: Float64Array };

type Batch = { readonly tape: LstmTape; readonly targets: Float64Array; readonly back: LstmBackward };

export type LstmBatches = {
  /** Walks the windows that end at these rows; answers their summed squared error. */
  readonly forward: (weights: Float64Array, ends: Int32Array) => number;
  /** The same, and the slopes of the mean squared error. */
  readonly backward: (weights: Float64Array, ends: Int32Array, slopes: Float64Array) => number;
};

/** Batches of windows of one set of rows; each size of batch has its tape, made once. */
export function lstmBatches(shape: LstmShape, { rows, targets }: Sequences): LstmBatches {
  const made = new Map<number, Batch>();
  const batchOf = (size: number): Batch => {
    const known = made.get(size);
    if (known !== undefined) return known;
    const fresh = {
      tape: lstmTape(shape, size),
      targets: new Float64Array(size),
      back: lstmBackward(shape, size),
    };
    made.set(size, fresh);
    return fresh;
  };
  const walk = (weights: Float64Array, ends: Int32Array): { batch: Batch; error: number } => {
    const batch = batchOf(ends.length);
    for (let s = 0; s < ends.length; s += 1) {
      const end = ends[s]! + 1;
      layWindow(batch.tape, s, rows.subarray((end - shape.steps) * shape.columns, end * shape.columns));
      batch.targets[s] = targets[ends[s]!]!;
    }
    lstmForward(batch.tape, weights);
    let error = 0;
    for (let s = 0; s < ends.length; s += 1) error += (batch.tape.readings[s]! - batch.targets[s]!) ** 2;
    return { batch, error };
  };
  return {
    forward: (weights, ends) => walk(weights, ends).error,
    backward: (weights, ends, slopes) => {
      const { batch, error } = walk(weights, ends);
      batch.back(batch.tape, weights, batch.targets, slopes);
      return error;
    },
  };
}
