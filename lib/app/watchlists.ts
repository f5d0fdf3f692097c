import { isProblem, Problem } from '../problems';
import { quoted } from '../quoted';
import type { OwnNote } from '../ports/Reprojections';
import type { Page } from '../ports/VersionedStore';
import type { Moment, Watchlist } from '../ports/WatchlistStore';
import { rulesOn } from './allRules';
import type { Deps } from './deps';
import { madeOnce } from './madeOnce';
import { momentNow } from './moment';
import { orElse } from './orElse';
import type { ReprojectDeps } from './reprojectRules';
import { keepWatchlist } from './keepWatchlist';
import { freshWriter, isRefusal, spreadNote, unlessRefused } from './reprojectRules';
import { joinedList } from './watchedSymbols';

export type WatchlistDeps = ReprojectDeps & Pick<Deps, 'marketClock'>;

export type WatchlistAddress = { readonly tenant: string; readonly id: string };

/** The version its editor has read; without one the change is made to whatever stands. */
type Edit = WatchlistAddress & { readonly expectedVersion?: number | undefined };

type Content = Pick<Watchlist, 'name' | 'symbols'>;

const MOST_WATCHLISTS = 50;

/**
 * Stores a watchlist. One that an earlier attempt at the same request has left is taken as it stands.
 *
 * Edge    of creations at the same time each counts the others: fewer than there is room for may be let through. A
 *         list whose place could not be counted is taken back by who made it, unless it is in use by then.
 * Throws  LIMIT_EXCEEDED at the fifty-first.
 */
export async function createWatchlist(
  deps: WatchlistDeps,
  { tenant, name, symbols }: Content & { readonly tenant: string },
): Promise<Watchlist> {
  const id = deps.ids.next('list');
  return madeOnce(deps, {
    look: () => deps.watchlists.get(tenant, id),
    end: (left) => endWatchlist(deps, left),
    make: () => makeWatchlist(deps, { tenant, id, name, symbols }),
  });
}

async function makeWatchlist(deps: WatchlistDeps, made: WatchlistAddress & Content): Promise<Watchlist> {
  const { tenant } = made;
  if (!(await hasRoom(deps, tenant, MOST_WATCHLISTS - 1))) throw noRoom();
  const { market, wall, simulated } = momentNow(deps);
  const armed = { armedAt: market, armedAtSimulated: simulated };
  const fresh: Watchlist = { ...made, version: 1, ...armed, createdAt: wall, updatedAt: wall };
  await deps.watchlists.create(fresh);
  const isAsMade = await orElse(() => takeBack(deps, fresh), requireRoom(deps, tenant));
  return isAsMade ? fresh : asItStands(deps, fresh);
}

/** A list that was left is its owner's by now: it is taken back only where it is as it was left, or was being taken back, unwatched, and there is no room. */
async function endWatchlist(deps: WatchlistDeps, left: Watchlist): Promise<Watchlist> {
  const isAsLeft = left.version === 1 || left.closing;
  if (!isAsLeft) return left;
  if (await hasRoom(deps, left.tenant, MOST_WATCHLISTS)) await keepWatchlist(deps, left);
  else await orElse(() => takeBack(deps, left), Promise.reject(noRoom()));
  return asItStands(deps, left);
}

/** A list that its owner has deleted by then was made all the same. */
const asItStands = async (deps: WatchlistDeps, made: Watchlist): Promise<Watchlist> =>
  (await deps.watchlists.get(made.tenant, made.id)) ?? made;

/** Throws STORE_CONFLICT where somebody has changed it, or watches it. */
const takeBack = (deps: WatchlistDeps, { tenant, id, version }: Watchlist): Promise<void> =>
  removeWatchlist(deps, { tenant, id, expectedVersion: version });

const hasRoom = async (deps: Pick<Deps, 'watchlists'>, tenant: string, most: number): Promise<boolean> =>
  (await deps.watchlists.count(tenant, most + 1)) <= most;

async function requireRoom(deps: Pick<Deps, 'watchlists'>, tenant: string): Promise<void> {
  if (!(await hasRoom(deps, tenant, MOST_WATCHLISTS))) throw noRoom();
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
 * state, one that joins is watched from now on, one that leaves is watched no longer.
 *
 * Edge    rules that have not followed after five seconds follow when the reconciler comes by: what joins is watched
 *         from the edit on all the same.
 * Throws  NOT_FOUND; STORE_CONFLICT when it no longer has the version its editor read, or its rules have not followed
 *         many edits before it.
 */
export async function replaceWatchlist(deps: WatchlistDeps, edit: Edit & Content): Promise<Watchlist> {
  const standing = await standingAt(deps, edit);
  const next = edited(standing, edit, momentNow(deps));
  const note = await noteEdit(deps, standing, next);
  await unlessRefused(deps, note, () => deps.watchlists.replace(next, standing.version));
  await spreadNote(deps, note, await rulesOn(deps, standing));
  return next;
}

/** Notes what a list names and will name, whoever watches it by then. */
async function noteEdit(deps: WatchlistDeps, standing: Watchlist, next: Watchlist): Promise<OwnNote> {
  const { tenant, id } = standing;
  const symbols = [...new Set([...standing.symbols, ...next.symbols])];
  const subject = { tenant, kind: 'watchlist', id } as const;
  const reach = { symbols, intervals: [] };
  const note = await deps.reprojections.noteUnlessFull(subject, reach, freshWriter(deps));
  if (note) return note;
  const said = `The rules on the watchlist ${quoted(id)} have not followed its earlier edits yet`;
  throw new Problem('STORE_CONFLICT', `${said}: nothing is changed. Repeat this edit in some minutes.`);
}

/** A symbol that stays has joined when it did; an edit keeps a list that somebody was deleting. */
function edited({ closing: _, ...standing }: Watchlist, { name, symbols }: Content, now: Moment): Watchlist {
  const joined = (symbol: string) => (standing.symbols.includes(symbol) ? joinedList(standing, symbol) : now);
  const joins = Object.fromEntries(symbols.map((symbol) => [symbol, joined(symbol)]));
  return { ...standing, name, symbols, joins, version: standing.version + 1, updatedAt: now.wall };
}

/**
 * Deletes a watchlist that no rule watches: it is marked before it is looked for rules once more, and whoever then
 * begins to watch it takes the mark away.
 * Throws  NOT_FOUND; STORE_CONFLICT when rules watch it or are about to, or it no longer has the version its editor read.
 */
export async function removeWatchlist(deps: WatchlistDeps, edit: Edit): Promise<void> {
  const standing = await standingAt(deps, edit);
  await requireUnwatched(deps, standing);
  const closing: Watchlist = { ...standing, version: standing.version + 1, closing: true };
  await deps.watchlists.replace(closing, standing.version);
  try {
    await requireUnwatched(deps, standing);
  } catch (error) {
    // In an outage the mark stays, as where this one dies: whoever uses the list takes it away.
    if (isRefusal(error)) await keepWatchlist(deps, edit);
    throw error;
  }
  try {
    await deps.watchlists.remove(edit.tenant, edit.id, closing.version);
  } catch (error) {
    // Whoever has overtaken this is named where it is a rule.
    if (isProblem(error, 'STORE_CONFLICT')) await requireUnwatched(deps, standing);
    throw error;
  }
}

/** Who is about to write a rule on the list is told by its note, which is looked for first: it goes once the rule is there. */
async function requireUnwatched(deps: WatchlistDeps, standing: Watchlist): Promise<void> {
  const { tenant, id } = standing;
  const isNoted = (await deps.reprojections.find({ tenant, kind: 'watchlist', id })) !== undefined;
  const [rule, ...others] = await rulesOn(deps, standing);
  if (rule === undefined && !isNoted) return;
  if (rule === undefined) throw beingChanged(standing);
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  const message = `The watchlist ${quoted(standing.id)} is watched by the rule "${rule.id}"${more}; change or delete what watches it first.`;
  throw new Problem('STORE_CONFLICT', message);
}

const beingChanged = ({ id }: Watchlist): Problem =>
  new Problem(
    'STORE_CONFLICT',
    `The watchlist ${quoted(id)}, or a rule on it, is being changed: nothing is deleted. Repeat this in some minutes.`,
  );

async function standingAt(deps: Pick<Deps, 'watchlists'>, edit: Edit): Promise<Watchlist> {
  const standing = await readWatchlist(deps, edit);
  const { expectedVersion = standing.version } = edit;
  if (standing.version === expectedVersion) return standing;
  const said = `The watchlist ${quoted(edit.id)} is at version ${standing.version}, not "${expectedVersion}"`;
  throw new Problem('STORE_CONFLICT', `${said}. Read it again and repeat the change.`);
}
