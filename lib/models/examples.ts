import type { FeatureMatrix } from '../features/featureMatrix';
import { rollingMean } from '../features/rollingMean';

/**
 * What a model learns from: rows of features, and what happened strictly after each row's bar.
 *
 * Shape   every column has one place per bar; only rows `firstRow` … `lastRow` are to be read, since
 *         later rows have no outcome yet.
 */
export type Examples = {
  readonly features: readonly string[];
  readonly columns: readonly Float64Array[];
  readonly horizonBars: number;
  readonly firstRow: number;
  readonly lastRow: number;
  /** Log of the mean range variance (gap² + Garman–Klass) of the bars t+1 … t+horizon, per bar. */
  readonly logVariance: Float64Array;
  /** Log return from close t to close t+horizon. */
  readonly horizonReturn: Float64Array;
};

/**
 * Rows of features with their outcomes; of a model that reads several rows at once the first that has as many.
 *
 * Edge    a horizon without any movement counts as the floor of the row's bar, so that its logarithm
 *         is finite. Too few bars → `lastRow` < `firstRow`.
 */
export function examplesOf(matrix: FeatureMatrix, horizonBars: number, windowRows = 1): Examples {
  const { moves, count } = matrix;
  const lastRow = count - 1 - horizonBars;
  const mean = rollingMean(moves.rangeVariance, horizonBars);
  const logVariance = new Float64Array(count);
  const horizonReturn = new Float64Array(count);
  for (let row = 0; row <= lastRow; row += 1) {
    const end = row + horizonBars;
    logVariance[row] = Math.log(Math.max(mean[end]!, moves.varianceFloor[row]!));
    horizonReturn[row] = moves.logClose[end]! - moves.logClose[row]!;
  }
  const { names: features, columns } = matrix;
  const firstRow = matrix.firstRow + windowRows - 1;
  return { features, columns, horizonBars, firstRow, lastRow, logVariance, horizonReturn };
}
