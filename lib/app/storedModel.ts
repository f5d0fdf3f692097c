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
  return withArtifact(deps, { slot, modelId }, (card) => readArtifact(deps, card));
}

/**
 * As `storedModel`, and its object is read once for many: of one digest there is only one. Its card, which tells
 * whether the model is still there, is read each time.
 */
export function cachedModel(
  deps: ModelReading & Pick<Deps, 'caches'>,
  slot: ModelSlot,
  modelId: string,
): Promise<StoredModel | undefined> {
  const isKept = (artifact: ModelArtifact | undefined) => artifact !== undefined;
  return withArtifact(deps, { slot, modelId }, (card) =>
    deps.caches.models.get(card.artifactSha256, () => readArtifact(deps, card), { isKept }),
  );
}

async function withArtifact(
  deps: ModelReading,
  { slot, modelId }: { readonly slot: ModelSlot; readonly modelId: string },
  read: (card: ModelCard) => Promise<ModelArtifact | undefined>,
): Promise<StoredModel | undefined> {
  const card = await deps.registry.card(slot, modelId);
  if (card === undefined) return refuse(deps, modelId, 'its card is missing');
  const artifact = await read(card);
  if (artifact === undefined) return undefined;
  const strange = differenceOf(artifact, card, slot);
  return strange === undefined ? { artifact, card } : refuse(deps, modelId, `its ${strange} differs`);
}

async function readArtifact(
  deps: Pick<Deps, 'models' | 'log'>,
  { id, artifactKey, artifactSha256 }: ModelCard,
): Promise<ModelArtifact | undefined> {
  const text = await deps.models.get(artifactKey);
  if (text === undefined) return refuse(deps, id, 'the object is missing');
  if (sha256(text) !== artifactSha256) return refuse(deps, id, 'the object is not the one registered');
  try {
    return parseArtifact(text);
  } catch (error) {
    if (!isProblem(error, 'MODEL_INCOMPATIBLE')) throw error;
    return refuse(deps, id, error.message);
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

function refuse(deps: Pick<Deps, 'log'>, modelId: string, reason: string): undefined {
  deps.log.error('model refused', { modelId, reason });
  return undefined;
}

/** Hex digest by which an artifact is recognised. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
