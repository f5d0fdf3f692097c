import { isImported } from '../market/series';
import { slotClosesBetween } from '../market/slotClosesBetween';
import { slotsEndingAt } from '../market/slots';
import type { HistoryDeps, HistoryQuery } from './barHistory';
import { barHistory } from './barHistory';
import type { Deps, RecentBars } from './deps';

/**
 * As `barHistory`, for those who ask often and look only: read once until a bar can have closed, or a minute is over.
 *
 * Edge    a bar that its source serves late is seen that much later; one that closed after `upTo` never is. What tenants
 *         import changes at any time, and is read each time.
 * Throws  as `barHistory`.
 */
export async function recentBars(
  deps: HistoryDeps & Pick<Deps, 'caches'>,
  query: HistoryQuery,
): Promise<RecentBars> {
  const { symbol, interval, upTo, count } = query;
  if (isImported(symbol)) return readNow(deps, query);
  const isFresh = (kept: RecentBars) => kept.upTo <= upTo && !slotClosesBetween(interval, kept.upTo, upTo);
  return deps.caches.bars.get(`${symbol} ${interval} ${count}`, () => readNow(deps, query), isFresh);
}

async function readNow(deps: HistoryDeps, query: HistoryQuery): Promise<RecentBars> {
  const { interval, upTo, count } = query;
  const bars = await barHistory(deps, query);
  const last = bars.bars.at(-1);
  const slots = last ? slotsEndingAt({ interval, upTo: last.closedAt, count, bars }) : [];
  return { upTo, bars, slots };
}
