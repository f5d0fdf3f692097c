import type { ModelCard } from '../models/modelCard';
import { symbolOf } from '../market/series';
import type { ModelSlot, Roles } from '../ports/ModelRegistry';
import { Problem } from '../problems';
import type { ModelView } from './models';
import { foundSlot, noModel } from './models';
import type { ModelReading } from './storedModel';
import { storedModel } from './storedModel';

/**
 * Makes a freshly trained model the champion, unless the one that serves has seen later bars: a job can be
 * overtaken by a newer one. A champion that cannot be read serves nobody: it stands in nobody's way and
 * precedes nobody.
 *
 * Throws  STORE_CONFLICT when somebody else changed the roles or deleted the model meanwhile.
 */
export async function promoteModel(deps: ModelReading, slot: ModelSlot, card: ModelCard): Promise<void> {
  const roles = (await deps.registry.roles(slot)) ?? { version: 0 };
  if (roles.champion === card.id) return;
  const replaced = await readableCard(deps, slot, roles.champion);
  if (replaced && replaced.trainedThrough > card.trainedThrough) {
    deps.log.info('model not promoted', { modelId: card.id, serving: replaced.id });
    return;
  }
  await makeChampion(deps, slot, card, { roles, replaced });
}

/**
 * Makes a model the champion because somebody wants it so, also one that has seen fewer bars than the one
 * that serves. It serves until another is promoted, or one that has seen as many bars is trained.
 *
 * Throws  NOT_FOUND; MODEL_INCOMPATIBLE when its stored object cannot be read; STORE_CONFLICT as promoteModel.
 */
export async function promoteChosenModel(
  deps: ModelReading,
  id: string,
  tenant?: string,
): Promise<ModelView> {
  const slot = await foundSlot(deps, id, tenant);
  const roles = (await deps.registry.roles(slot)) ?? { version: 0 };
  if ((await deps.registry.card(slot, id)) === undefined) throw noModel(id);
  const card = await readableCard(deps, slot, id);
  if (!card) {
    throw new Problem(
      'MODEL_INCOMPATIBLE',
      `The stored model "${id}" cannot be read, so it cannot answer. Train "${symbolOf(slot.series)}" again.`,
    );
  }
  if (roles.champion !== id) {
    const replaced = await readableCard(deps, slot, roles.champion);
    await makeChampion(deps, slot, card, { roles, replaced });
    deps.log.info('model promoted', { modelId: id, replaced: roles.champion });
  }
  return { card, role: 'champion' };
}

/** The roles are those that were read before the card is kept: see removeModel. */
async function makeChampion(
  deps: ModelReading,
  slot: ModelSlot,
  card: ModelCard,
  { roles, replaced }: { readonly roles: Roles; readonly replaced: ModelCard | undefined },
): Promise<void> {
  const kept = await readableCard(deps, slot, roles.previous);
  const next = { ...previousOf(replaced, kept, card), champion: card.id, version: roles.version + 1 };
  const promoted =
    (await deps.registry.keep(slot, card.id)) && (await deps.registry.setRoles(slot, next, roles.version));
  if (promoted) return;
  throw new Problem(
    'STORE_CONFLICT',
    `The models of "${symbolOf(slot.series)}" changed while one was promoted. Read them again and repeat the change.`,
  );
}

async function readableCard(
  deps: ModelReading,
  slot: ModelSlot,
  modelId: string | undefined,
): Promise<ModelCard | undefined> {
  if (modelId === undefined) return undefined;
  return (await storedModel(deps, slot, modelId))?.card;
}

/**
 * The model before the new one speaks of the bars that the new one has learned from: the champion that is
 * replaced, unless it has learned from the same bars and an older one is there.
 */
function previousOf(
  replaced: ModelCard | undefined,
  kept: ModelCard | undefined,
  card: ModelCard,
): Pick<Roles, 'previous'> {
  const isOlder = (one: ModelCard | undefined): boolean =>
    one !== undefined && one.trainedThrough < card.trainedThrough;
  const previous = !isOlder(replaced) && isOlder(kept) ? kept : (replaced ?? kept);
  // Trained again, the one before is itself the new one.
  return previous === undefined || previous.id === card.id ? {} : { previous: previous.id };
}
