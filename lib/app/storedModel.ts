import { createHash } from 'node:crypto';
import type { ModelArtifact } from '../models/artifact';
import { parseArtifact } from '../models/artifact';
import type { ModelCard } from '../models/modelCard';
import type { ModelSlot } from '../ports/ModelRegistry';
import { isProblem } from '../problems';
import type { Deps } from './deps';

export type StoredModel = { readonly artifact: ModelArtifact; readonly card: ModelCard };

export type ModelReading = Pick<Deps, 'models' | 'registry' | 'log'>;

/**
 * A model with its artifact. One whose stored object is missing, damaged or not the one that was
 * registered is undefined, and the log says why.
 */
export async function storedModel(
  deps: ModelReading,
  slot: ModelSlot,
  modelId: string,
): Promise<StoredModel | undefined> {
  const card = await deps.registry.card(slot, modelId);
  const text = card && (await deps.models.get(card.artifactKey));
  if (!card || text === undefined) return refuse(deps, modelId, 'the object or its card is missing');
  if (sha256(text) !== card.artifactSha256)
    return refuse(deps, modelId, 'the object is not the one registered');
  try {
    const artifact = parseArtifact(text);
    const strange = differenceOf(artifact, card, slot);
    return strange === undefined ? { artifact, card } : refuse(deps, modelId, `its ${strange} differs`);
  } catch (error) {
    if (!isProblem(error, 'MODEL_INCOMPATIBLE')) throw error;
    return refuse(deps, modelId, error.message);
  }
}

/** What an artifact says of itself otherwise than its card, or than the slot it would serve. */
function differenceOf(artifact: ModelArtifact, card: ModelCard, slot: ModelSlot): string | undefined {
  const expected = {
    symbol: slot.series,
    interval: slot.interval,
    horizonBars: slot.horizonBars,
    kind: card.kind,
    trainedThrough: card.trainedThrough,
    features: card.features,
  };
  const names = Object.keys(expected) as (keyof typeof expected)[];
  return names.find((name) => String(artifact[name]) !== String(expected[name]));
}

function refuse(deps: ModelReading, modelId: string, reason: string): undefined {
  deps.log.error('model refused', { modelId, reason });
  return undefined;
}

/** Hex digest by which an artifact is recognised. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
