import { rowProducts, transpose } from './rowProducts';
import type { LstmTape } from './lstmTape';
import { gateInputs, type LstmShape, weightPlaces } from './lstmWeights';

/** Room for the way back of one batch, used again for the next. */
type Room = {
  /** Slopes by what the gates are opened by, as the tape's gates. */
  readonly byGates: Float64Array;
  readonly byOutputs: Float64Array;
  readonly byCells: Float64Array;
  /** Weights from the units' last outputs to the gates, one row per unit. */
  readonly recurrent: Float64Array;
  readonly gatesByRow: Float64Array;
  readonly enteredByRow: Float64Array;
};

/** Slopes of the mean squared error of a batch by the weights. */
export type LstmBackward = (
  tape: LstmTape,
  weights: Float64Array,
  targets: Float64Array,
  slopes: Float64Array,
) => void;

function room(shape: LstmShape, sequences: number): Room {
  const { units, steps } = shape;
  const rows = steps * sequences;
  return {
    byGates: new Float64Array(rows * 4 * units),
    byOutputs: new Float64Array(sequences * units),
    byCells: new Float64Array(sequences * units),
    recurrent: new Float64Array(units * 4 * units),
    gatesByRow: new Float64Array(rows * 4 * units),
    enteredByRow: new Float64Array(rows * gateInputs(shape)),
  };
}

/** From the readings back to the units' last outputs; slopes of the head on the way. */
function leaveHead(
  { shape, sequences, outputs, readings }: LstmTape,
  weights: Float64Array,
  targets: Float64Array,
  { slopes, byOutputs }: { slopes: Float64Array; byOutputs: Float64Array },
): void {
  const { units } = shape;
  const { head, intercept } = weightPlaces(shape);
  slopes.fill(0, head);
  for (let s = 0; s < sequences; s += 1) {
    const pull = (2 * (readings[s]! - targets[s]!)) / sequences;
    slopes[intercept] = slopes[intercept]! + pull;
    for (let u = 0; u < units; u += 1) {
      slopes[head + u] = slopes[head + u]! + pull * outputs[s * units + u]!;
      byOutputs[s * units + u] = pull * weights[head + u]!;
    }
  }
}

/** Back through the cells and gates of one step. */
function closeGates({ shape, sequences, gates, cells, bent }: LstmTape, step: number, into: Room): void {
  const { units } = shape;
  const { byGates, byOutputs, byCells } = into;
  for (let s = 0; s < sequences; s += 1) {
    const row = (step * sequences + s) * units;
    for (let u = 0; u < units; u += 1) {
      const gate = 4 * row + u;
      const own = s * units + u;
      const taking = gates[gate]!;
      const keeping = gates[gate + units]!;
      const telling = gates[gate + 2 * units]!;
      const candidate = gates[gate + 3 * units]!;
      const curve = bent[row + u]!;
      const byOutput = byOutputs[own]!;
      const byCell = byCells[own]! + byOutput * telling * (1 - curve * curve);
      byGates[gate] = byCell * candidate * taking * (1 - taking);
      byGates[gate + units] = byCell * cells[row + u]! * keeping * (1 - keeping);
      byGates[gate + 2 * units] = byOutput * curve * telling * (1 - telling);
      byGates[gate + 3 * units] = byCell * taking * (1 - candidate * candidate);
      byCells[own] = byCell * keeping;
    }
  }
}

function layRecurrent(recurrent: Float64Array, shape: LstmShape, weights: Float64Array): void {
  const { columns, units } = shape;
  const inputs = gateInputs(shape);
  for (let gate = 0; gate < 4 * units; gate += 1) {
    for (let u = 0; u < units; u += 1) {
      recurrent[u * 4 * units + gate] = weights[gate * inputs + columns + u]!;
    }
  }
}

/**
 * The way back for batches of so many sequences.
 *
 * Shape   the tape as `lstmForward` left it; `slopes` are written over, one per weight.
 * Source  Werbos 1990, Backpropagation through time: over all steps, nothing cut off.
 */
export function lstmBackward(shape: LstmShape, sequences: number): LstmBackward {
  const own = room(shape, sequences);
  const { units, steps } = shape;
  const inputs = gateInputs(shape);
  const { head } = weightPlaces(shape);
  const rows = steps * sequences;
  return (tape, weights, targets, slopes) => {
    leaveHead(tape, weights, targets, { slopes, byOutputs: own.byOutputs });
    own.byCells.fill(0);
    layRecurrent(own.recurrent, shape, weights);
    for (let step = steps - 1; step >= 0; step -= 1) {
      closeGates(tape, step, own);
      const from = step * sequences * 4 * units;
      rowProducts(own.byOutputs, own.byGates.subarray(from, from + sequences * 4 * units), own.recurrent, {
        rows: sequences,
        columns: units,
        depth: 4 * units,
      });
    }
    transpose(own.gatesByRow, own.byGates, rows, 4 * units);
    transpose(own.enteredByRow, tape.entered, rows, inputs);
    rowProducts(slopes.subarray(0, head), own.gatesByRow, own.enteredByRow, {
      rows: 4 * units,
      columns: inputs,
      depth: rows,
    });
  };
}
