import type { Watchlist } from '../ports/WatchlistStore';
import { isProblem, Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps } from './deps';

const TRIES = 5;

/**
 * Whether a watchlist stands, and goes on standing although somebody is deleting it: the mark that it is being
 * deleted is taken away, and its deletion finds that out.
 *
 * Throws  STORE_CONFLICT when others keep writing it in between.
 */
export async function keepWatchlist(
  deps: Pick<Deps, 'watchlists'>,
  { tenant, id }: Pick<Watchlist, 'tenant' | 'id'>,
): Promise<boolean> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const standing = await deps.watchlists.get(tenant, id);
    if (standing === undefined) return false;
    if (!standing.closing || (await isReopened(deps, standing))) return true;
  }
  throw new Problem('STORE_CONFLICT', `The watchlist ${quoted(id)} keeps changing. Repeat the request.`);
}

async function isReopened(
  deps: Pick<Deps, 'watchlists'>,
  { closing: _, ...standing }: Watchlist,
): Promise<boolean> {
  try {
    await deps.watchlists.replace({ ...standing, version: standing.version + 1 }, standing.version);
    return true;
  } catch (error) {
    if (isProblem(error, 'STORE_CONFLICT') || isProblem(error, 'NOT_FOUND')) return false;
    throw error;
  }
}
