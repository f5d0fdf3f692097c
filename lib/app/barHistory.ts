import { cleanBars } from '../market/cleanBars';
import type { Bar, CleanBars } from '../market/bar';
import { barQuality } from '../market/barQuality';
import type { Interval } from '../market/interval';
import { slotClosesBetween } from '../market/slotClosesBetween';
import type { StoredBar } from '../ports/BarStore';
import type { Deps } from './deps';

/** Bars that features, σ and rules look back on: beyond a year of sessions nothing does. */
export const HISTORY_BARS = 320;

export type HistoryQuery = {
  readonly symbol: string;
  readonly interval: Interval;
  /** Epoch ms. */
  readonly upTo: number;
  readonly count: number;
};

export type HistoryDeps = Pick<Deps, 'marketData' | 'bars' | 'log'>;

/**
 * The newest `count` bars that had closed at `upTo`, as they stand in the store; what the store
 * lacks at either end is fetched from the source and stored first.
 *
 * Throws  what the source throws: SYMBOL_UNKNOWN, MARKET_UNAVAILABLE …
 */
export async function barHistory(deps: HistoryDeps, query: HistoryQuery): Promise<CleanBars> {
  const known = await deps.bars.newest({ ...query, series: query.symbol, limit: query.count });
  const newer = await newerBars(deps, query, known);
  const first = known[0];
  const missing = query.count - known.length - newer.length;
  const older =
    first && missing > 0 ? await fetchBars(deps, query, { upTo: first.startAt, limit: missing }) : [];
  if (newer.length + older.length === 0) return asClean(query, known);
  await deps.bars.putFirst(query.symbol, query.interval, [...older, ...newer]);
  return asClean(query, await deps.bars.newest({ ...query, series: query.symbol, limit: query.count }));
}

/** Of bars that are written at once some may be missing when that fails: so many are looked at again. */
const LOOKED_AT_AGAIN = 64;

/** Asks the source only when a bar can have closed since the newest that is stored; gaps before it are filled as well. */
async function newerBars(
  deps: HistoryDeps,
  query: HistoryQuery,
  known: readonly StoredBar[],
): Promise<readonly StoredBar[]> {
  const { upTo, count: limit } = query;
  const newest = known.at(-1)?.closedAt;
  if (newest === undefined) return fetchBars(deps, query, { upTo, limit });
  if (!slotClosesBetween(query.interval, newest, upTo)) return [];
  const after = (known.at(-LOOKED_AT_AGAIN) ?? known[0])!.closedAt;
  const stored = new Set(known.map(({ startAt }) => startAt));
  const fetched = await fetchBars(deps, query, { after, upTo, limit });
  return fetched.filter(({ startAt }) => !stored.has(startAt));
}

/** Without a limit every bar in the stretch: what is judged in order must not miss any. */
type Reach = { readonly after?: number; readonly upTo: number; readonly limit?: number };

/** Bars of the source, checked; what is rejected is counted in the log, never served. */
export async function fetchBars(
  deps: HistoryDeps,
  query: Pick<HistoryQuery, 'symbol' | 'interval'>,
  reach: Reach,
): Promise<readonly StoredBar[]> {
  const { symbol, interval } = query;
  const batch = await deps.marketData.bars({ symbol, interval, ...reach });
  const { clean, rejected } = cleanBars({
    symbol,
    interval,
    source: batch.source,
    bars: batch.bars,
    knownAt: reach.upTo,
  });
  if (rejected.length > 0) {
    deps.log.warn('bars rejected', { symbol, interval, rejected: rejected.length, first: rejected[0] });
  }
  return clean.bars.map((bar) => storedBar(bar, batch.source));
}

function storedBar(bar: Bar, source: string): StoredBar {
  return { ...bar, source, quality: barQuality(bar) };
}

function asClean(query: HistoryQuery, bars: readonly StoredBar[]): CleanBars {
  const { symbol, interval, upTo } = query;
  return cleanBars({ symbol, interval, source: bars.at(-1)?.source ?? 'none', bars, knownAt: upTo }).clean;
}
