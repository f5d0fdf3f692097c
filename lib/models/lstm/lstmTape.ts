import { gateInputs, type LstmShape } from './lstmWeights';

/**
 * What happened at each step of a batch, kept so that the way back can be walked. All matrices are
 * step by step, and within a step row by row, one row per sequence.
 */
export type LstmTape = {
  readonly shape: LstmShape;
  readonly sequences: number;
  /** What entered the gates: numbers of the step, last outputs, a one. */
  readonly entered: Float64Array;
  /** The opened gates. */
  readonly gates: Float64Array;
  /** Memory cells, beginning with the empty ones before the first step. */
  readonly cells: Float64Array;
  /** Hyperbolic tangents of the cells after each step. */
  readonly bent: Float64Array;
  /** Outputs of the units after the last step. */
  readonly outputs: Float64Array;
  /** What the head says, per sequence. */
  readonly readings: Float64Array;
};

/** An empty tape for batches of so many sequences. */
export function lstmTape(shape: LstmShape, sequences: number): LstmTape {
  const { units, steps } = shape;
  const inputs = gateInputs(shape);
  const entered = new Float64Array(steps * sequences * inputs);
  for (let row = 0; row < steps * sequences; row += 1) entered[row * inputs + inputs - 1] = 1;
  return {
    shape,
    sequences,
    entered,
    gates: new Float64Array(steps * sequences * 4 * units),
    cells: new Float64Array((steps + 1) * sequences * units),
    bent: new Float64Array(steps * sequences * units),
    outputs: new Float64Array(sequences * units),
    readings: new Float64Array(sequences),
  };
}

/** Lays a window, `steps` × `columns` numbers with the oldest step first, on the tape as sequence `sequence`. */
export function layWindow(tape: LstmTape, sequence: number, window: Float64Array): void {
  const { columns, steps } = tape.shape;
  const inputs = gateInputs(tape.shape);
  for (let step = 0; step < steps; step += 1) {
    const from = step * columns;
    const to = (step * tape.sequences + sequence) * inputs;
    for (let j = 0; j < columns; j += 1) tape.entered[to + j] = window[from + j]!;
  }
}
