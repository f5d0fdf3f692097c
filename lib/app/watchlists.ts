import { Problem } from '../problems';
import { quoted } from '../quoted';
import type { StoredRule } from '../ports/RuleStore';
import type { Page } from '../ports/VersionedStore';
import type { Watchlist } from '../ports/WatchlistStore';
import { allRules } from './allRules';
import type { Deps } from './deps';
import type { ReprojectDeps } from './reprojectRules';
import { noteRules, reprojectRules } from './reprojectRules';

export type WatchlistDeps = ReprojectDeps & Pick<Deps, 'marketClock' | 'ids'>;

export type WatchlistAddress = { readonly tenant: string; readonly id: string };

/** The version its editor has read; without one the change is made to whatever stands. */
type Edit = WatchlistAddress & { readonly expectedVersion?: number | undefined };

type Content = Pick<Watchlist, 'name' | 'symbols'>;

const MOST_WATCHLISTS = 50;

/**
 * Stores a watchlist.
 *
 * Edge    of creations at the same time each counts the others: fewer than there is room for may be let through.
 * Throws  LIMIT_EXCEEDED at the fifty-first.
 */
export async function createWatchlist(
  deps: WatchlistDeps,
  { tenant, name, symbols }: Content & { readonly tenant: string },
): Promise<Watchlist> {
  if ((await deps.watchlists.count(tenant, MOST_WATCHLISTS)) === MOST_WATCHLISTS) throw noRoom();
  const now = deps.clock.now();
  const id = deps.ids.next('list');
  const armedAt = deps.marketClock.now();
  const watchlist = { tenant, id, version: 1, name, symbols, armedAt, createdAt: now, updatedAt: now };
  await deps.watchlists.create(watchlist);
  if ((await deps.watchlists.count(tenant, MOST_WATCHLISTS + 1)) <= MOST_WATCHLISTS) return watchlist;
  await deps.watchlists.remove(tenant, id, watchlist.version);
  throw noRoom();
}

const noRoom = (): Problem =>
  new Problem(
    'LIMIT_EXCEEDED',
    `The tenant has ${MOST_WATCHLISTS} watchlists, which is the most; delete one first.`,
  );

export const listWatchlists = (
  deps: Pick<Deps, 'watchlists'>,
  { tenant, limit, after }: { readonly tenant: string; readonly limit: number; readonly after?: string },
): Promise<Page<Watchlist>> => deps.watchlists.list(tenant, limit, after);

/** Throws NOT_FOUND for a watchlist that is gone, and for a foreign tenant's. */
export async function readWatchlist(
  deps: Pick<Deps, 'watchlists'>,
  { tenant, id }: WatchlistAddress,
): Promise<Watchlist> {
  const standing = await deps.watchlists.get(tenant, id);
  if (standing) return standing;
  throw new Problem('NOT_FOUND', `There is no watchlist ${quoted(id)}.`);
}

/**
 * Replaces what a watchlist holds, and makes the rules that watch it follow: a symbol that stays keeps its
 * state, one that joins is watched from market now on, one that leaves is watched no longer.
 *
 * Edge    rules beyond the first twenty follow when the reconciler comes by.
 * Throws  NOT_FOUND; STORE_CONFLICT when it no longer has the version its editor read.
 */
export async function replaceWatchlist(deps: WatchlistDeps, edit: Edit & Content): Promise<Watchlist> {
  const standing = await standingAt(deps, edit);
  const next: Watchlist = {
    ...standing,
    name: edit.name,
    symbols: edit.symbols,
    version: standing.version + 1,
    armedAt: deps.marketClock.now(),
    updatedAt: deps.clock.now(),
  };
  const touched = [...new Set([...standing.symbols, ...next.symbols])];
  await noteRules(deps, await rulesOn(deps, standing), touched);
  await deps.watchlists.replace(next, standing.version);
  // Once more, for rules that were written meanwhile and may still have read the list as it was.
  await reprojectRules(deps, await noteRules(deps, await rulesOn(deps, standing), touched));
  return next;
}

/**
 * Deletes a watchlist that no rule watches.
 *
 * Throws  NOT_FOUND; STORE_CONFLICT when rules watch it, or it no longer has the version its editor read.
 */
export async function removeWatchlist(deps: WatchlistDeps, edit: Edit): Promise<void> {
  const standing = await standingAt(deps, edit);
  await requireUnwatched(deps, standing);
  await deps.watchlists.remove(edit.tenant, edit.id, standing.version);
  try {
    // A rule that was written meanwhile has still found the list: then it stays.
    await requireUnwatched(deps, standing);
  } catch (error) {
    await putBack(deps, standing);
    throw error;
  }
}

/** As another version, so that a rule that is being projected without the list is projected again; the others are noted. */
async function putBack(deps: WatchlistDeps, standing: Watchlist): Promise<void> {
  const notes = await noteRules(deps, await rulesOn(deps, standing), standing.symbols);
  await deps.watchlists.create({ ...standing, version: standing.version + 1 });
  await reprojectRules(deps, notes);
}

async function requireUnwatched(deps: WatchlistDeps, standing: Watchlist): Promise<void> {
  const [rule, ...others] = await rulesOn(deps, standing);
  if (rule === undefined) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const message = `The watchlist ${quoted(standing.id)} is watched by the rule "${rule.id}"${more}; change or delete what watches it first.`;
  throw new Problem('STORE_CONFLICT', message);
}

async function standingAt(deps: Pick<Deps, 'watchlists'>, edit: Edit): Promise<Watchlist> {
  const standing = await readWatchlist(deps, edit);
  const { expectedVersion = standing.version } = edit;
  if (standing.version === expectedVersion) return standing;
  const said = `The watchlist ${quoted(edit.id)} is at version ${standing.version}, not "${expectedVersion}"`;
  throw new Problem('STORE_CONFLICT', `${said}. Read it again and repeat the change.`);
}

async function rulesOn(
  deps: Pick<Deps, 'rules'>,
  { tenant, id }: WatchlistAddress,
): Promise<readonly StoredRule[]> {
  const rules = await allRules(deps, tenant);
  return rules.filter(({ rule }) => 'watchlist' in rule.targets && rule.targets.watchlist === id);
}
