import { symbolOf } from '../market/series';
import type { ModelSlot } from '../ports/ModelRegistry';
import { Problem } from '../problems';
import type { Deps } from './deps';
import type { ModelReading, StoredModel } from './storedModel';
import { cachedModel } from './storedModel';

/** What reads models that answer. */
export type ServingDeps = ModelReading & Pick<Deps, 'caches'>;

export type ServingModel = StoredModel & { readonly role: 'champion' | 'retired' };

export type ServingModels = {
  /** The one that answers. */
  readonly serving: ServingModel;
  /** The champion before it: speaks of bars that the serving one was trained on. */
  readonly earlier?: ServingModel;
  /** Why it is not the champion that answers. */
  readonly degraded?: 'championUnreadable' | 'championUnusable' | 'modelsUnreadable';
};

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
    roles.previous === undefined ? undefined : await load(deps, slot, roles.previous, 'retired');
  if (champion) return { serving: champion, ...(previous && { earlier: previous }) };
  if (previous) return { serving: previous, degraded: 'championUnreadable' };
  throw new Problem(
    'MODEL_INCOMPATIBLE',
    `The stored model "${roles.champion}" cannot be read. Train "${symbolOf(slot.series)}" again.`,
  );
}

function notTrained(slot: ModelSlot): Problem {
  const ahead = slot.horizonBars === 1 ? '1 bar' : `${slot.horizonBars} bars`;
  const what = `"${symbolOf(slot.series)}" at ${slot.interval}, ${ahead} ahead`;
  return new Problem('MODEL_NOT_TRAINED', `No model is trained for ${what}. POST /v1/train first.`);
}

async function load(
  deps: ServingDeps,
  slot: ModelSlot,
  modelId: string,
  role: ServingModel['role'],
): Promise<ServingModel | undefined> {
  const stored = await cachedModel(deps, slot, modelId);
  return stored && { ...stored, role };
}
