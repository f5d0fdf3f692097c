import { BARS_BESIDE, credibleUpTo } from '../market/credibleBars';
import { isImported } from '../market/series';
import { slotClosesBetween } from '../market/slotClosesBetween';
import { slotsEndingAt } from '../market/slots';
import type { HistoryDeps, HistoryQuery } from './barHistory';
import { HISTORY_BARS } from './barHistory';
import type { Deps, RecentBars } from './deps';
import { judgeableBars } from './judgeableBars';
import { lastGoodBars } from './lastGoodBars';

/**
 * As `lastGoodBars`, for those who ask often and look only: read once until a bar can have closed since the last of them,
 * or a minute is over.
 *
 * Edge    while a bar is late they are read each time, so that it is seen as soon as it is there; one that closed after
 *         `upTo` never is. What tenants import changes at any time, and what looks back further than usual weighs too
 *         much to be kept: both are read each time.
 * Throws  as `lastGoodBars`.
 */
export async function recentBars(
  deps: HistoryDeps & Pick<Deps, 'caches'>,
  query: HistoryQuery,
): Promise<RecentBars> {
  const { symbol, interval, upTo, count } = query;
  if (isImported(symbol) || count > HISTORY_BARS) return readNow(deps, query);
  const isFresh = (kept: RecentBars) => kept.upTo <= upTo && !slotClosesBetween(interval, kept.upTo, upTo);
  return deps.caches.bars.get(`${symbol} ${interval} ${count}`, () => readNow(deps, query), { isFresh });
}

async function readNow(deps: HistoryDeps, query: HistoryQuery): Promise<RecentBars> {
  const { interval, count } = query;
  const { bars: known, ...failed } = await lastGoodBars(deps, { ...query, count: count + BARS_BESIDE });
  const bars = credibleUpTo(await judgeableBars(deps, known), { closedAt: query.upTo, count });
  const last = bars.bars.at(-1);
  if (!last) return { upTo: query.upTo, bars, slots: [], ...failed };
  const upTo = last.closedAt;
  return { upTo, bars, slots: slotsEndingAt({ interval, upTo, count, bars }), ...failed };
}
