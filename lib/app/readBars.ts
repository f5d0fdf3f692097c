import type { Interval } from '../market/interval';
import { cleanBars } from '../market/cleanBars';
import { slotClosesBetween } from '../market/slotClosesBetween';
import type { StoredBar, Stretch } from '../ports/BarStore';
import type { ProblemCode } from '../problems';
import { isProblem } from '../problems';
import type { HistoryDeps } from './barHistory';
import { fetchBars, fetchNewest } from './fetchBars';
import type { Deps } from './deps';

export type BarPageQuery = {
  readonly symbol: string;
  readonly interval: Interval;
  /** Start (epoch ms) of the first bar wanted; without it the newest `limit` bars. */
  readonly from?: number;
  /** Start (epoch ms) before which the last bar wanted begins. */
  readonly before?: number;
  readonly limit: number;
  /** Start (epoch ms) of the last bar of the page before. */
  readonly after?: number;
  /** Until when (wall time, epoch ms) the source is waited for; without it as long as it waits itself. */
  readonly answerBy?: number;
};

export type BarPage = {
  readonly items: readonly StoredBar[];
  readonly next: number | undefined;
  /** Why the source gave nothing, where what the store holds is served in its place. */
  readonly sourceFailed?: ProblemCode;
};

type Served = {
  readonly bars: readonly StoredBar[];
  readonly sourceFailed?: ProblemCode;
  /** The source may have more bars of the query behind the last of them. */
  readonly isCut: boolean;
};

/** Bars that are looked for in the store when the source does not answer: twenty years of sessions. */
const MOST_STORED = 5_000;

/**
 * A page of clean bars, oldest first. Where the store holds a bar, it is that reading that counts.
 *
 * Edge    while the source does not answer, or no longer knows the symbol, what the store holds is served:
 *         the newest, or a stretch that it holds from its beginning on.
 * Throws  what the source throws, when the store does not hold what is asked for.
 */
export async function readBars(
  deps: HistoryDeps & Pick<Deps, 'marketClock'>,
  query: BarPageQuery,
): Promise<BarPage> {
  const now = deps.marketClock.now(query.symbol);
  const { limit } = query;
  const paged = query.from !== undefined || query.after !== undefined;
  const isNewest = !paged && query.before === undefined;
  const { bars, isCut, ...served } = await servedBars(deps, query, { upTo: now, isNewest });
  const wanted = bars.filter((bar) => isWithin(bar.startAt, query));
  const page = paged ? wanted.slice(0, limit) : wanted.slice(-limit);
  const items = await asStored(deps, query, page);
  const more = paged && (wanted.length > limit || (wanted.length === limit && isCut));
  return { items, next: more ? page.at(-1)?.startAt : undefined, ...served };
}

type Reach = { readonly upTo: number; readonly isNewest: boolean };

async function servedBars(
  deps: HistoryDeps,
  query: BarPageQuery,
  { upTo, isNewest }: Reach,
): Promise<Served> {
  try {
    const reach = { upTo, ...(query.answerBy !== undefined && { answerBy: query.answerBy }) };
    const { bars } = isNewest
      ? await fetchNewest(deps, query, { ...reach, count: query.limit })
      : { bars: await fetchBars(deps, query, { ...reach, ...beginning(query) }) };
    return { bars, isCut: false };
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { symbol: series, interval } = query;
    const whole = await deps.bars.whole(series, interval);
    const limit = isNewest ? query.limit : MOST_STORED;
    const stored = await deps.bars.newest({ series, interval, limit, upTo });
    const held = stored.filter((bar) => isInside(bar, whole));
    if (whole === undefined || !covers(held, whole, query)) throw error;
    deps.log.warn('bars served from the store', { symbol: series, interval, code: error.code });
    const isCut = slotClosesBetween(interval, whole.through, query.before ?? upTo);
    return { bars: held, isCut, sourceFailed: error.code };
  }
}

/** What closes after the first start that is wanted: a source that is asked by days need not tell all of its past. */
function beginning({ from, after }: BarPageQuery): { readonly after?: number } {
  const start = after ?? from;
  return start === undefined ? {} : { after: start };
}

const isInside = ({ startAt, closedAt }: StoredBar, whole: Stretch | undefined): boolean =>
  whole !== undefined && startAt >= whole.from && closedAt <= whole.through;

/** Whether the store holds all that is asked for: a history with a hole in it would be taken for a whole one. */
function covers(held: readonly StoredBar[], whole: Stretch, query: BarPageQuery): boolean {
  const first = held[0];
  if (first === undefined) return false;
  const { before, limit } = query;
  const isFull = held.filter(({ startAt }) => isWithin(startAt, query)).length >= limit;
  // Where the end lies behind the stretch, bars may be missing before it.
  const endsInside = before === undefined || !slotClosesBetween(query.interval, whole.through, before);
  if ((query.after ?? query.from) === undefined) return before === undefined || (isFull && endsInside);
  return beginsInside(first, query) && (isFull || endsInside);
}

/** Whether no bar can have closed between the beginning that is asked for and the first that is held. */
function beginsInside(first: StoredBar, { interval, from, after }: BarPageQuery): boolean {
  const start = after ?? from ?? first.startAt;
  return start >= first.startAt || !slotClosesBetween(interval, start, first.startAt);
}

function isWithin(startAt: number, query: BarPageQuery): boolean {
  if (query.from !== undefined && startAt < query.from) return false;
  if (query.after !== undefined && startAt <= query.after) return false;
  return query.before === undefined || startAt < query.before;
}

async function asStored(
  deps: HistoryDeps,
  query: BarPageQuery,
  page: readonly StoredBar[],
): Promise<readonly StoredBar[]> {
  const [first, last] = [page[0], page.at(-1)];
  if (!first || !last) return page;
  const { symbol, interval } = query;
  const stored = await storedSince(deps, query, { from: first.startAt, upTo: last.closedAt });
  const byStart = new Map(stored.map((bar) => [bar.startAt, bar]));
  const merged = page.map((bar) => byStart.get(bar.startAt) ?? bar);
  const { clean } = cleanBars({
    symbol,
    interval,
    source: last.source,
    bars: merged,
    knownAt: last.closedAt,
  });
  const kept = new Set(clean.bars.map((bar) => bar.startAt));
  return merged.filter((bar) => kept.has(bar.startAt));
}

/** Every stored bar of a stretch: there may be more than the source has, which may have lost some. */
async function storedSince(
  deps: HistoryDeps,
  { symbol: series, interval, limit: count }: BarPageQuery,
  { from, upTo }: { readonly from: number; readonly upTo: number },
): Promise<readonly StoredBar[]> {
  for (let limit = count; ; limit *= 2) {
    const stored = await deps.bars.newest({ series, interval, upTo, limit });
    if (stored.length < limit || stored[0]!.startAt <= from) return stored;
  }
}
