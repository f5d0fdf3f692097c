import type { SeededDraws } from '../seededDraws';

/** How large a network is. */
export type LstmShape = {
  /** Numbers per step. */
  readonly columns: number;
  readonly units: number;
  /** Steps it looks back over, the newest included. */
  readonly steps: number;
};

/** What enters a gate at one step: the step's numbers, the units' last outputs, and a one. */
export const gateInputs = ({ columns, units }: LstmShape): number => columns + units + 1;

/** Places of the weights in their one row: of the gates, gate by gate and unit by unit; of the head; its intercept. */
export function weightPlaces(shape: LstmShape): { readonly head: number; readonly intercept: number } {
  const head = 4 * shape.units * gateInputs(shape);
  return { head, intercept: head + shape.units };
}

/** The gates come in the order input, forget, output, candidate. */
const FORGET = 1;

/**
 * Weights to begin with: even within ± 1 / √units, the forget gates open.
 *
 * Source  the usual spread, as Glorot & Bengio 2010 state it in (1); forget gates of Gers, Schmidhuber
 *         & Cummins 2000.
 */
export function firstWeights(shape: LstmShape, { uniform }: SeededDraws): Float64Array {
  const { units } = shape;
  const { intercept } = weightPlaces(shape);
  const reach = 1 / Math.sqrt(units);
  const weights = new Float64Array(intercept + 1);
  for (let i = 0; i < weights.length; i += 1) weights[i] = reach * (2 * uniform() - 1);
  const inputs = gateInputs(shape);
  for (let gate = 0; gate < 4 * units; gate += 1) {
    const isForget = Math.floor(gate / units) === FORGET;
    weights[gate * inputs + inputs - 1] = isForget ? 1 : 0;
  }
  weights[intercept] = 0;
  return weights;
}
