import { rowProducts } from './rowProducts';
import type { LstmTape } from './lstmTape';
import { gateInputs, weightPlaces } from './lstmWeights';

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Hyperbolic tangent; near 0 exact to 1e-16 absolute. */
const tangent = (x: number): number => 2 / (1 + Math.exp(-2 * x)) - 1;

/** Opens the gates of one step and lets the cells forget and take in. */
function openGates({ shape, sequences, gates, cells, bent }: LstmTape, step: number): void {
  const { units } = shape;
  for (let s = 0; s < sequences; s += 1) {
    const row = (step * sequences + s) * units;
    const gate = 4 * row;
    for (let u = gate; u < gate + 3 * units; u += 1) gates[u] = sigmoid(gates[u]!);
    for (let u = gate + 3 * units; u < gate + 4 * units; u += 1) gates[u] = tangent(gates[u]!);
    for (let u = 0; u < units; u += 1) {
      const taken = gates[gate + u]! * gates[gate + 3 * units + u]!;
      const cell = gates[gate + units + u]! * cells[row + u]! + taken;
      cells[row + sequences * units + u] = cell;
      bent[row + u] = tangent(cell);
    }
  }
}

/** Outputs of one step enter the next one, or leave after the last. */
function passOn({ shape, sequences, gates, bent, entered, outputs }: LstmTape, step: number): void {
  const { columns, units, steps } = shape;
  const inputs = gateInputs(shape);
  const isLast = step + 1 === steps;
  const into = isLast ? outputs : entered;
  for (let s = 0; s < sequences; s += 1) {
    const row = (step * sequences + s) * units;
    const to = isLast ? s * units : ((step + 1) * sequences + s) * inputs + columns;
    for (let u = 0; u < units; u += 1) into[to + u] = gates[4 * row + 2 * units + u]! * bent[row + u]!;
  }
}

/**
 * Walks the sequences on the tape through the network; `readings` of the tape are the answers.
 *
 * Source  Hochreiter & Schmidhuber 1997, Long short-term memory; forget gates of Gers et al. 2000.
 */
export function lstmForward(tape: LstmTape, weights: Float64Array): void {
  const { shape, sequences, entered, gates, outputs, readings } = tape;
  const { units, steps } = shape;
  const inputs = gateInputs(shape);
  const { head, intercept } = weightPlaces(shape);
  const gateWeights = weights.subarray(0, head);
  const size = { rows: sequences, columns: 4 * units, depth: inputs };
  for (let step = 0; step < steps; step += 1) {
    const from = step * sequences;
    const into = gates.subarray(from * 4 * units, (from + sequences) * 4 * units);
    rowProducts(into, entered.subarray(from * inputs, (from + sequences) * inputs), gateWeights, size);
    openGates(tape, step);
    passOn(tape, step);
  }
  for (let s = 0; s < sequences; s += 1) {
    let sum = weights[intercept]!;
    for (let u = 0; u < units; u += 1) sum += weights[head + u]! * outputs[s * units + u]!;
    readings[s] = sum;
  }
}
