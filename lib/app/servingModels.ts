import { createHash } from 'node:crypto';
import type { ModelArtifact } from '../models/artifact';
import { parseArtifact } from '../models/artifact';
import type { ModelCard } from '../models/modelCard';
import type { ModelSlot } from '../ports/ModelRegistry';
import { isProblem, Problem } from '../problems';
import type { Deps } from './deps';

export type ServingModel = {
  readonly artifact: ModelArtifact;
  readonly card: ModelCard;
  readonly role: 'champion' | 'previous';
};

export type ServingModels = {
  /** The one that answers. */
  readonly serving: ServingModel;
  /** The champion before it: speaks of bars that the serving one was trained on. */
  readonly earlier?: ServingModel;
  /** Why it is not the champion that answers. */
  readonly degraded?: 'championUnreadable';
};

export type ServingDeps = Pick<Deps, 'models' | 'registry' | 'log'>;

/**
 * The models that answer for a slot. A champion whose stored object is missing, damaged or not the
 * one that was registered is passed over for its predecessor, and the answer says so.
 *
 * Throws  MODEL_NOT_TRAINED when there is no champion; MODEL_INCOMPATIBLE when none can be read.
 */
export async function servingModels(deps: ServingDeps, slot: ModelSlot): Promise<ServingModels> {
  const roles = await deps.registry.roles(slot);
  if (roles?.champion === undefined) throw notTrained(slot);
  const champion = await load(deps, slot, roles.champion, 'champion');
  const previous =
    roles.previous === undefined ? undefined : await load(deps, slot, roles.previous, 'previous');
  if (champion) return { serving: champion, ...(previous && { earlier: previous }) };
  if (previous) return { serving: previous, degraded: 'championUnreadable' };
  throw new Problem(
    'MODEL_INCOMPATIBLE',
    `The stored model "${roles.champion}" cannot be read. Train "${slot.series}" again.`,
  );
}

function notTrained(slot: ModelSlot): Problem {
  const what = `"${slot.series}" at ${slot.interval}, ${slot.horizonBars} bars ahead`;
  return new Problem('MODEL_NOT_TRAINED', `No model is trained for ${what}. POST /v1/train first.`);
}

async function load(
  deps: ServingDeps,
  slot: ModelSlot,
  modelId: string,
  role: ServingModel['role'],
): Promise<ServingModel | undefined> {
  const card = await deps.registry.card(slot, modelId);
  const text = card && (await deps.models.get(card.artifactKey));
  if (!card || text === undefined) return refuse(deps, modelId, 'the object or its card is missing');
  if (sha256(text) !== card.artifactSha256)
    return refuse(deps, modelId, 'the object is not the one registered');
  try {
    const artifact = parseArtifact(text);
    const strange = differenceOf(artifact, card, slot);
    return strange === undefined ? { artifact, card, role } : refuse(deps, modelId, `its ${strange} differs`);
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

function refuse(deps: ServingDeps, modelId: string, reason: string): undefined {
  deps.log.error('model refused', { modelId, reason });
  return undefined;
}

/** Hex digest by which an artifact is recognised. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
