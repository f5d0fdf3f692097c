import { cleanBars } from '../market/cleanBars';
import type { CleanBars } from '../market/bar';
import type { Interval } from '../market/interval';
import { isImported } from '../market/series';
import { slotClosesBetween } from '../market/slotClosesBetween';
import type { StoredBar, WholeStretch } from '../ports/BarStore';
import type { Deps } from './deps';
import { fetchNewest } from './fetchBars';
import { keepCorrections } from './keepCorrections';

/** Bars that features, σ and rules look back on: beyond a year of sessions nothing does. */
export const HISTORY_BARS = 320;

export type HistoryQuery = {
  /** A symbol of the source, or the series of imported bars. */
  readonly symbol: string;
  readonly interval: Interval;
  /** Epoch ms. */
  readonly upTo: number;
  readonly count: number;
};

export type HistoryDeps = Pick<Deps, 'marketData' | 'bars' | 'splits' | 'log' | 'metrics'>;

/**
 * The newest `count` bars that had closed at `upTo`, as they stand in the store; what the store
 * lacks at either end is fetched from the source and stored first. Only a stretch that is known to be whole is
 * trusted: what else the store holds may have holes, and a hole between two bars would be read as no time.
 *
 * Edge    imported bars are in the store already, and only their tenant says what of them is whole.
 * Throws  what the source throws: SYMBOL_UNKNOWN, MARKET_UNAVAILABLE …
 */
export async function barHistory(deps: HistoryDeps, query: HistoryQuery): Promise<CleanBars> {
  const { symbol, interval, upTo } = query;
  if (isImported(symbol)) return importedHistory(deps, query);
  const standing = await deps.bars.whole(symbol, interval);
  if (standing === undefined || upTo < standing.from) return fetchedHistory(deps, query, standing);
  const forward = await reachedForward(deps, query, standing);
  const { from, bars } = await reachedBack(deps, query, forward);
  return asClean(query, bars ?? (await storedFrom(deps, query, from)));
}

async function importedHistory(deps: HistoryDeps, query: HistoryQuery): Promise<CleanBars> {
  const { bars } = await fetchNewest(deps, query, query);
  return asClean(query, bars.slice(-query.count));
}

/** Stored bars that may be missing at the newest end of a whole stretch, because their source was late: they are looked at again. */
const LOOKED_AT_AGAIN = 64;

/** The stored bars of the query that begin with or after an instant. */
async function storedFrom(
  deps: HistoryDeps,
  { symbol: series, interval, upTo, count: limit }: HistoryQuery,
  from: number,
): Promise<readonly StoredBar[]> {
  const stored = await deps.bars.newest({ series, interval, upTo, limit });
  const [oldest] = stored;
  return oldest && oldest.startAt < from ? stored.filter(({ startAt }) => startAt >= from) : stored;
}

/** A history that no whole stretch reaches into: the source says which bars it is made of. */
async function fetchedHistory(
  deps: HistoryDeps,
  query: HistoryQuery,
  standing: WholeStretch | undefined,
): Promise<CleanBars> {
  const { symbol, interval, upTo, count } = query;
  const { bars: fetched, isCut } = await fetchNewest(deps, query, { upTo, count });
  await deps.bars.putFirst(symbol, interval, fetched);
  const [first, last] = [fetched[0], fetched.at(-1)];
  if (first && last && standing === undefined) {
    const stretch = { from: first.startAt, through: last.closedAt };
    await deps.bars.markWhole(symbol, interval, reaching(stretch, fetched.length, isCut));
  }
  return asClean(query, await storedFrom(deps, query, first?.startAt ?? upTo));
}

/**
 * Makes the stretch reach the instant that is asked for, when a bar can have closed since its end. Where so many
 * have that they do not follow on it, another stretch begins with them.
 */
async function reachedForward(
  deps: HistoryDeps,
  query: HistoryQuery,
  standing: WholeStretch,
): Promise<WholeStretch> {
  const { symbol, interval, upTo, count } = query;
  if (!slotClosesBetween(interval, standing.through, upTo)) return standing;
  const again = { ...query, upTo: standing.through, count: LOOKED_AT_AGAIN };
  const known = await storedFrom(deps, again, standing.from);
  const after = known[0]?.closedAt ?? standing.through;
  const newest = { after, upTo, count: count + LOOKED_AT_AGAIN };
  const { bars: fetched, isCut } = await fetchNewest(deps, query, newest);
  const stored = new Set(known.map(({ startAt }) => startAt));
  const missing = fetched.filter(({ startAt }) => !stored.has(startAt));
  await keepCorrections(deps, query, { standing: known, told: fetched });
  const [first, last] = [fetched[0], fetched.at(-1)];
  if (!first || !last || missing.length === 0) return standing;
  await deps.bars.putFirst(symbol, interval, missing);
  const follows = !isCut || first.startAt < standing.through;
  const through = Math.max(standing.through, last.closedAt);
  const stretch = follows ? { ...standing, through } : { from: first.startAt, through };
  await deps.bars.markWhole(symbol, interval, stretch);
  return stretch;
}

/**
 * A source that had nothing older is asked again once so many times the bars are known: a plan may have grown, and an
 * answer may have been short.
 */
const ASKED_AGAIN_AT = 2;

/** A stretch with what is known of the bars before it: none, unless the answer that says where it begins was cut. */
const reaching = (
  { from, through }: Pick<WholeStretch, 'from' | 'through'>,
  bars: number,
  isCut: boolean,
): WholeStretch => ({ from, through, ...(!isCut && { barsWhenNoneOlder: bars }) });

/** Makes the stretch reach back as far as the count asks for, or to the first bar of the source. */
async function reachedBack(
  deps: HistoryDeps,
  query: HistoryQuery,
  { from, through, barsWhenNoneOlder = 0 }: WholeStretch,
): Promise<{ readonly from: number; readonly bars?: readonly StoredBar[] }> {
  const { symbol, interval, count } = query;
  const bars = await storedFrom(deps, query, from);
  if (bars.length >= count || bars.length < ASKED_AGAIN_AT * barsWhenNoneOlder) return { from, bars };
  const { bars: older, isCut } = await fetchNewest(deps, query, { upTo: from, count: count - bars.length });
  const [first] = older;
  await deps.bars.putFirst(symbol, interval, older);
  const stretch = { from: first?.startAt ?? from, through };
  await deps.bars.markWhole(symbol, interval, reaching(stretch, older.length + bars.length, isCut));
  return { from: stretch.from, ...(first === undefined && { bars }) };
}

function asClean(query: HistoryQuery, bars: readonly StoredBar[]): CleanBars {
  const { symbol, interval, upTo } = query;
  return cleanBars({ symbol, interval, source: bars.at(-1)?.source ?? 'none', bars, knownAt: upTo }).clean;
}
