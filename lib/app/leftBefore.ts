import type { Deps } from './deps';

/**
 * What an earlier attempt at the same request has left under the id that this one is given as well. Without such an
 * attempt nobody looks.
 */
export async function leftBefore<Thing>(
  { ids }: Pick<Deps, 'ids'>,
  look: () => Promise<Thing | undefined>,
): Promise<Thing | undefined> {
  return ids.attempt === undefined || ids.attempt.isFirst ? undefined : look();
}
