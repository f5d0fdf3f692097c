import { featureMatrix, rowAt } from '../features/featureMatrix';
import type { CleanBars } from '../market/bar';
import type { ModelArtifact } from '../models/artifact';
import { modelNamed } from '../models/modelNamed';
import { requireServable } from './requireServable';

export type SeriesReading = { readonly volatilityPct: number; readonly predictedChangePct: number };

/**
 * What `makeForecast` would have said at the close of every bar.
 *
 * Shape   n bars → n readings; `undefined` during warm-up, and before the model's training ended:
 *         a model must not speak of bars it has learned from.
 * Throws  MODEL_INCOMPATIBLE for another series.
 */
export function forecastSeries(
  artifact: ModelArtifact,
  bars: CleanBars,
): readonly (SeriesReading | undefined)[] {
  requireServable(artifact, bars);
  const model = modelNamed(artifact.kind);
  const matrix = featureMatrix(bars, artifact.features);
  return bars.bars.map(({ closedAt }, row) => {
    if (row < matrix.firstRow || closedAt < artifact.trainedThrough) return undefined;
    const { variance, drift } = model.apply(artifact, rowAt(matrix, row));
    const admitted = artifact.driftAdmitted ? (drift ?? 0) : 0;
    return { volatilityPct: 100 * Math.sqrt(variance), predictedChangePct: 100 * Math.expm1(admitted) };
  });
}
