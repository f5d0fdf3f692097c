import { trainForecaster } from '../forecast/trainForecaster';
import type { CleanBars } from '../market/bar';
import type { ModelArtifact } from '../models/artifact';
import { modelId } from '../models/modelId';
import { isProblem } from '../problems';
import { ownerOf } from './modelSlot';
import type { ServingModel, ServingModels } from './servingModels';

const KIND = 'ewma';
const SEED = 0;

/** The newest bars are not learned from, so that it may speak of them: rules look back on some. */
const SPOKEN_OF = 64;

/**
 * RiskMetrics, learned from the bars at hand, for a slot whose stored models cannot be used.
 *
 * Edge    undefined where the bars are too few, or hardly ever move. Nothing of it is stored: it is known by no id, and was
 *         trained, by its card, when its last bar closed.
 */
export function standInModel(bars: CleanBars, horizonBars: number): ServingModels | undefined {
  const artifact = learned({ ...bars, bars: bars.bars.slice(0, -SPOKEN_OF) }, horizonBars);
  if (artifact === undefined) return undefined;
  return { serving: { artifact, card: cardOf(artifact), role: 'retired' }, degraded: 'modelsUnreadable' };
}

function learned(bars: CleanBars, horizonBars: number): ModelArtifact | undefined {
  try {
    return trainForecaster(bars, { kind: KIND, horizonBars, seed: SEED }).artifact;
  } catch (error) {
    if (isProblem(error, 'BARS_INSUFFICIENT') || isProblem(error, 'MODEL_DEGENERATE')) return undefined;
    throw error;
  }
}

function cardOf(artifact: ModelArtifact): ServingModel['card'] {
  const { symbol: series, interval, horizonBars, trainedThrough, features, evaluation } = artifact;
  const origin = { owner: ownerOf(series), series, interval, horizonBars };
  const id = modelId({ ...origin, kind: KIND, trainedThrough, seed: SEED, features });
  return {
    id,
    kind: KIND,
    symbol: series,
    interval,
    horizonBars,
    trainedAt: trainedThrough,
    trainedThrough,
    artifactKey: '',
    artifactSha256: '',
    features,
    evaluation,
  };
}
