import type { CleanBars } from '../market/bar';
import type { ModelArtifact } from '../models/artifact';
import { Problem } from '../problems';

/** Throws  MODEL_INCOMPATIBLE when the model was trained for another series. */
export function requireServable(artifact: ModelArtifact, { symbol, interval }: CleanBars): void {
  if (artifact.symbol === symbol && artifact.interval === interval) return;
  throw new Problem(
    'MODEL_INCOMPATIBLE',
    `The model was trained on "${artifact.symbol}" at ${artifact.interval}, not on "${symbol}" at ${interval}. Train one for it.`,
  );
}
