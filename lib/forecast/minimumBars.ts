import { warmUpBars } from '../features/featureMatrix';
import type { ModelKind } from '../models/fit';
import { modelNamed } from '../models/modelNamed';
import { FEWEST_CASES, gapBars } from './walkForward';

/** Every model is judged beside it, so its warm-up counts as well. */
const BASELINE = modelNamed('ewma');

/**
 * Bars without which a model is not trained: warm-up, rows to learn from, purge and embargo, cases to
 * be judged on, and the horizon of the last of them.
 *
 * @example minimumBars('ewma', 1) // → 153
 */
export function minimumBars(kind: ModelKind, horizonBars: number): number {
  const { features, fewestRows, windowRows = 1 } = modelNamed(kind);
  const warmUp = Math.max(warmUpBars(features) + windowRows - 1, warmUpBars(BASELINE.features));
  return warmUp - 1 + fewestRows - 1 + gapBars(horizonBars) + FEWEST_CASES + horizonBars;
}
