import type { CleanBars } from '../market/bar';
import { DAY_MS } from '../market/calendar/civilDate';
import { BARS_BESIDE, credibleUpTo } from '../market/credibleBars';
import { isImported } from '../market/series';
import { slotClosesBetween } from '../market/slotClosesBetween';
import { slotsEndingAt } from '../market/slots';
import type { KnownSplit } from '../market/split';
import type { JumpedOpening } from '../market/splitSignal';
import type { HistoryDeps, HistoryQuery } from './barHistory';
import { HISTORY_BARS } from './barHistory';
import type { Deps, RecentBars } from './deps';
import { judgeableBars } from './judgeableBars';
import { lastGoodBars } from './lastGoodBars';
import { settlePastSplits } from './settlePastSplits';

export type RecentDeps = HistoryDeps & Pick<Deps, 'caches' | 'splitFeed'>;

/** An opening of so many days ago is asked about by who trains. */
const RECENT_DAYS = 14;

/**
 * As `lastGoodBars`, for those who ask often and look only: read once until a bar can have closed since the last of them,
 * or a minute is over.
 *
 * Edge    a session that opened lately as prices never do is asked about, and an announced split is confirmed: whoever has
 *         a rule on the symbol has done so already. While a bar is late they are read each time, so that it is seen as soon as it is there; one that closed after
 *         `upTo` never is. What tenants import changes at any time, and what looks back further than usual weighs too
 *         much to be kept: both are read each time.
 * Throws  as `lastGoodBars`.
 */
export async function recentBars(deps: RecentDeps, query: HistoryQuery): Promise<RecentBars> {
  const { symbol, interval, upTo, count } = query;
  if (isImported(symbol) || count > HISTORY_BARS) return readNow(deps, query);
  const isFresh = (kept: RecentBars) => kept.upTo <= upTo && !slotClosesBetween(interval, kept.upTo, upTo);
  return deps.caches.bars.get(`${symbol} ${interval} ${count}`, () => readNow(deps, query), { isFresh });
}

async function readNow(deps: Omit<RecentDeps, 'caches'>, query: HistoryQuery): Promise<RecentBars> {
  const { interval, count } = query;
  const { bars: known, ...failed } = await lastGoodBars(deps, { ...query, count: count + BARS_BESIDE });
  const splits = await settleRecentSplits(deps, known);
  const bars = credibleUpTo(judgeableBars(known, splits), { closedAt: query.upTo, count });
  const last = bars.bars.at(-1);
  if (!last) return { upTo: query.upTo, bars, slots: [], ...failed };
  const upTo = last.closedAt;
  return { upTo, bars, slots: slotsEndingAt({ interval, upTo, count, bars }), ...failed };
}

function settleRecentSplits(
  deps: Pick<RecentDeps, 'splits' | 'splitFeed' | 'log'>,
  bars: CleanBars,
): Promise<readonly KnownSplit[]> {
  const newest = bars.bars.at(-1)?.startAt ?? 0;
  const isRecent = ({ at, isUsual }: JumpedOpening): boolean =>
    !isUsual && at > newest - RECENT_DAYS * DAY_MS;
  return settlePastSplits(deps, bars, isRecent);
}
