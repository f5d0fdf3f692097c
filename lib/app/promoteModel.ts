import type { ModelCard } from '../models/modelCard';
import type { ModelSlot, Roles } from '../ports/ModelRegistry';
import { Problem } from '../problems';
import type { ModelReading } from './storedModel';
import { storedModel } from './storedModel';

/**
 * Makes a model the champion, unless the one that serves has seen later bars: a job can be overtaken by
 * a newer one. A champion that cannot be read serves nobody: it stands in nobody's way and precedes nobody.
 *
 * Throws  STORE_CONFLICT when somebody else changed the roles meanwhile.
 */
export async function promoteModel(deps: ModelReading, slot: ModelSlot, card: ModelCard): Promise<void> {
  const roles = (await deps.registry.roles(slot)) ?? { version: 0 };
  if (roles.champion === card.id) return;
  const replaced = await readableCard(deps, slot, roles.champion);
  if (replaced && replaced.trainedThrough > card.trainedThrough) {
    deps.log.info('model not promoted', { modelId: card.id, serving: replaced.id });
    return;
  }
  const kept = await readableCard(deps, slot, roles.previous);
  const next = { ...previousOf(replaced, kept, card), champion: card.id, version: roles.version + 1 };
  if (await deps.registry.setRoles(slot, next, roles.version)) return;
  throw new Problem(
    'STORE_CONFLICT',
    `The roles of "${slot.series}" changed while a model was promoted. Train again.`,
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
