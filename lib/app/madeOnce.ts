import { isProblem } from '../problems';
import type { Deps } from './deps';

/**
 * Makes something, or ends what an earlier attempt at the same request has left under the id that this one is given
 * as well. A write of an attempt that was given up may come as late as between the look and the making.
 *
 * Edge  without an earlier attempt nobody looks.
 */
export async function madeOnce<Left, Made>(
  { ids }: Pick<Deps, 'ids'>,
  steps: {
    readonly look: () => Promise<Left | undefined>;
    readonly end: (left: Left) => Promise<Made>;
    /** Throws STORE_CONFLICT where the id is taken. */
    readonly make: () => Promise<Made>;
  },
): Promise<Made> {
  const left = async () => (ids.attempt === undefined || ids.attempt.isFirst ? undefined : steps.look());
  const before = await left();
  if (before !== undefined) return steps.end(before);
  try {
    return await steps.make();
  } catch (error) {
    const between = isProblem(error, 'STORE_CONFLICT') ? await left() : undefined;
    if (between === undefined) throw error;
    return steps.end(between);
  }
}
