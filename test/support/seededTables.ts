/**
 * Numbers that a seed decides by sums, products and square roots alone: test/golden/estimators.py makes
 * the same ones to the last bit.
 */
import { seededDraws } from '../../lib/models/seededDraws';

/** Nearly normal: twelve even numbers less six. */
export function bells(seed: number): () => number {
  const { uniform } = seededDraws(seed);
  return () => {
    let total = 0;
    for (let i = 0; i < 12; i += 1) total += uniform();
    return total - 6;
  };
}

export type GarchTruth = Readonly<Record<'mean' | 'omega' | 'alpha' | 'gamma' | 'beta', number>>;

/** Returns whose variance follows GJR-GARCH(1,1), begun at its long-run level. */
export function garchPath(
  seed: number,
  count: number,
  { mean, omega, alpha, gamma, beta }: GarchTruth,
): Float64Array {
  const bell = bells(seed);
  let variance = omega / (1 - alpha - gamma / 2 - beta);
  return Float64Array.from({ length: count }, () => {
    const beyond = Math.sqrt(variance) * bell();
    variance = omega + (beyond < 0 ? alpha + gamma : alpha) * beyond * beyond + beta * variance;
    return mean + beyond;
  });
}

export type TableShape = {
  readonly seed: number;
  readonly rows: number;
  readonly columns: number;
  readonly steps?: number;
};

/** Columns of even numbers of 0…1, drawn row by row; with `steps` rounded down to so many steps. */
export function evenTable({ seed, rows, columns, steps = 0 }: TableShape): Float64Array[] {
  const { uniform } = seededDraws(seed);
  const table = Array.from({ length: columns }, () => new Float64Array(rows));
  for (let row = 0; row < rows; row += 1) {
    for (const column of table) {
      column[row] = steps === 0 ? uniform() : Math.floor(uniform() * steps) / steps;
    }
  }
  return table;
}

/** A target with a product, a square and an edge in it, of the first four columns. */
export function bentTarget(columns: readonly Float64Array[], seed: number, noise: number): Float64Array {
  const bell = bells(seed);
  return Float64Array.from(columns[0]!, (first, row) => {
    const [second, third, fourth] = [columns[1]![row]!, columns[2]![row]!, columns[3]![row]!];
    const plain = first * second * 4 + (fourth - 0.5) * (fourth - 0.5) * 6 + (third > 0.5 ? 1 : 0);
    return plain + noise * bell();
  });
}

/** One row of a table. */
export function rowOf(columns: readonly Float64Array[], row: number): Float64Array {
  return Float64Array.from(columns, (column) => column[row]!);
}
