import { symbolOf } from '../market/series';
import type { ModelSlot, Roles } from '../ports/ModelRegistry';
import { Problem } from '../problems';
import type { Deps } from './deps';
import { foundSlot } from './models';
import type { ModelReading } from './storedModel';
import { storedModel } from './storedModel';

/**
 * Deletes a model: out of the roles, then its card, then the way to it. What is left when it dies in between
 * serves nobody, and the next deletion finishes it. The stored object stays: it is named by its content, and
 * the same training would need it again.
 *
 * Whoever makes a champion reads the roles, keeps the card, then writes the roles; here the card is condemned
 * before the roles are written, and always they are. So of the two one fails, and no champion loses its card.
 *
 * Throws  NOT_FOUND; STORE_CONFLICT when the model answers, and when roles or model changed meanwhile.
 */
export async function removeModel(
  deps: ModelReading & Pick<Deps, 'ids'>,
  id: string,
  tenant?: string,
): Promise<void> {
  const slot = await foundSlot(deps, id, tenant);
  const roles = await deps.registry.roles(slot);
  if (await answers(deps, slot, roles, id)) {
    throw new Problem(
      'STORE_CONFLICT',
      `The model "${id}" answers for "${symbolOf(slot.series)}". Promote another model first: PUT {"role":"champion"} on it.`,
    );
  }
  const token = deps.ids.next('deletion');
  await deps.registry.condemn(slot, id, token);
  const removed =
    (await deps.registry.setRoles(slot, rolesWithout(id, roles), roles?.version ?? 0)) &&
    (await deps.registry.remove(slot, id, token));
  if (removed) {
    deps.log.info('model deleted', { modelId: id, symbol: slot.series });
    return;
  }
  throw new Problem(
    'STORE_CONFLICT',
    `The model "${id}" or the roles of "${symbolOf(slot.series)}" changed while it was deleted. Read it again and repeat the deletion.`,
  );
}

/** The champion, or the one before it while the champion cannot be read. */
async function answers(
  deps: ModelReading,
  slot: ModelSlot,
  roles: Roles | undefined,
  id: string,
): Promise<boolean> {
  if (roles?.champion === id) return true;
  if (roles?.champion === undefined || roles.previous !== id) return false;
  return (await storedModel(deps, slot, roles.champion)) === undefined;
}

function rolesWithout(id: string, roles: Roles | undefined): Roles {
  const { previous, version = 0, ...others } = roles ?? {};
  return {
    ...others,
    ...(previous !== undefined && previous !== id && { previous }),
    version: version + 1,
  };
}
