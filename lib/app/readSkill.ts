import { parseTrail, type SkillTrail } from '../models/skillTrail';
import type { Deps } from './deps';
import { type ModelView, readModel } from './models';

/** Where the trail of a model is kept: beside its artifact. */
export const trailKeyOf = (artifactKey: string): string => artifactKey.replace(/\.json$/, '.trail.json');

export type MeasuredModel = ModelView & { readonly trail?: SkillTrail };

/**
 * One model with how its newest walk-forward forecasts did; a model whose trail is missing or damaged comes without, and the
 * log says so.
 *
 * Throws  NOT_FOUND, as `readModel`.
 */
export async function readSkill(
  deps: Pick<Deps, 'registry' | 'models' | 'log'>,
  id: string,
  tenant?: string,
): Promise<MeasuredModel> {
  const view = await readModel(deps, id, tenant);
  const text = await deps.models.get(trailKeyOf(view.card.artifactKey));
  const trail = text === undefined ? undefined : parseTrail(text);
  if (trail === undefined) deps.log.warn('model without a trail', { modelId: id });
  return { ...view, ...(trail && { trail }) };
}
