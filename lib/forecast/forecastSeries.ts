import { featureMatrix, windowOf } from '../features/featureMatrix';
import type { CleanBars } from '../market/bar';
import type { ModelArtifact } from '../models/artifact';
import { modelNamed } from '../models/modelNamed';
import { requireServable } from './requireServable';

export type SeriesReading = { readonly volatilityPct: number; readonly predictedChangePct: number };

/**
 * What a model says at the close of every bar of a window.
 *
 * Shape   n bars → n readings; `undefined` during warm-up, before the model's training ended (a model
 *         must not speak of bars it has learned from), and where a figure would not be finite or a price not above 0.
 * Edge    the same as `makeForecast` at the last bar. Averages that never forget (RiskMetrics, Wilder)
 *         begin with the window, so its early rows differ from what a longer window gives there.
 * Throws  MODEL_INCOMPATIBLE for another series.
 */
export function forecastSeries(
  artifact: ModelArtifact,
  bars: CleanBars,
): readonly (SeriesReading | undefined)[] {
  requireServable(artifact, bars);
  const model = modelNamed(artifact.kind);
  const { windowRows = 1 } = model;
  const matrix = featureMatrix(bars, artifact.features, artifact.horizonBars);
  return bars.bars.map(({ closedAt }, row) => {
    if (row < matrix.firstRow + windowRows - 1 || closedAt < artifact.trainedThrough) return undefined;
    const { variance, drift } = model.apply(artifact, windowOf(matrix.columns, row, windowRows));
    const admitted = artifact.driftAdmitted ? (drift ?? 0) : 0;
    const reading = {
      volatilityPct: 100 * Math.sqrt(variance),
      predictedChangePct: 100 * Math.expm1(admitted),
    };
    const isPossible = Object.values(reading).every(Number.isFinite) && reading.predictedChangePct > -100;
    return isPossible ? reading : undefined;
  });
}
