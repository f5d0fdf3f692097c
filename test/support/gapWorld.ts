import { memoryMarketData } from '../../lib/adapters/memory/memoryMarketData';
import { isMarketNotice } from '../../lib/alerts/marketNotice';
import type { Deps } from '../../lib/app/deps';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { createRule } from '../../lib/app/rules';
import type { RawBar } from '../../lib/market/bar';
import { barClosedAt } from '../../lib/market/barClose';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { type Interval, INTRADAY_BAR_MS } from '../../lib/market/interval';
import { scaledBar } from '../../lib/market/rebasedBars';
import type { SplitFeed } from '../../lib/ports/SplitFeed';
import { Problem } from '../../lib/problems';
import type { Cond } from '../../lib/rules/rule';
import { seededRandom, walkBars, world } from './world';

export const GAPPING = 'ACME';
/** The session that opens a fifth lower, between others. */
export const GAP_DAY = '2024-01-17';
const SESSIONS = sessionsBetween('2024-01-02', '2024-01-31');
export const sessionOf = (date: string) => SESSIONS.find((session) => session.date === date)!;

type Watched = '1d' | '30min' | '5min';

/** Bars of one length of a path of prices that falls by 20 % at the open of a day, on so many times the usual volume. */
function gapBars(interval: Exclude<Interval, '1d'>, volumes: number): Record<'daily' | 'intraday', RawBar[]> {
  const random = seededRandom(3);
  const before = walkBars('2023-06-01', '2023-12-29', 5);
  const scale = 100 / before.at(-1)!.close;
  const daily = before.map((bar) => ({ ...scaledBar(bar, scale), volume: bar.volume * 1_000 }));
  const intraday: RawBar[] = [];
  let close = 100;
  for (const { date, openAt, closeAt } of SESSIONS) {
    const first = intraday.length;
    for (let startAt = openAt; startAt < closeAt; startAt += INTRADAY_BAR_MS[interval]) {
      const open = close * (date === GAP_DAY && startAt === openAt ? 0.8 : 1);
      close = open * (1 + 0.002 * (random() - 0.5));
      const [high, low] = [Math.max(open, close) * 1.0004, Math.min(open, close) * 0.9996];
      intraday.push({ startAt, open, high, low, close, volume: 10_000 });
    }
    const bars = intraday.slice(first);
    const high = Math.max(...bars.map((bar) => bar.high));
    const low = Math.min(...bars.map((bar) => bar.low));
    const volume = 780_000 * (date === GAP_DAY ? volumes : 1);
    daily.push({ startAt: Date.parse(`${date}T00:00:00Z`), open: bars[0]!.open, high, low, close, volume });
  }
  return { daily, intraday };
}

/** Rules on bars of several lengths of one symbol that falls by a fifth, which is no split; `saidAt` is what a feed says by then. */
export async function gapWorld(
  saidAt: (now: number) => Awaited<ReturnType<SplitFeed['splits']>> | 'down',
  volumes = 1,
) {
  const [five, thirty] = [gapBars('5min', volumes), gapBars('30min', volumes)];
  const at = world({ bars: {}, marketNow: sessionOf('2024-01-12').closeAt });
  const bars = { '1d': five.daily, '30min': thirty.intraday, '5min': five.intraday };
  const intervals = ['5min', '30min', '1d'] as const;
  const marketData = memoryMarketData(
    intervals.map((interval) => ({ symbol: GAPPING, interval, bars: bars[interval] })),
  );
  const splitFeed: SplitFeed = {
    splits: async () => {
      const said = saidAt(at.marketClock.now());
      if (said === 'down') throw new Problem('MARKET_UNAVAILABLE', 'down');
      return said;
    },
  };
  const deps: Deps = { ...at.deps, marketData, splitFeed };
  const write = (tenant: string, interval: Watched, when: Cond) => {
    const body = { dsl: '1', name: 'under test', targets: { symbols: [GAPPING] }, interval, when };
    return createRule(deps, { tenant, body });
  };
  /** Judges bars of these lengths as they close, from the session before the gap up to another; the shorter first. */
  const judge = async (watched: readonly Watched[], through: string) => {
    const closes = watched.flatMap((interval) =>
      bars[interval].map(({ startAt }) => ({ interval, closedAt: barClosedAt(interval, startAt)! })),
    );
    const due = closes
      .filter(({ closedAt }) => closedAt > at.marketClock.now() && closedAt <= sessionOf(through).closeAt)
      .sort((one, other) => one.closedAt - other.closedAt);
    for (const { interval, closedAt } of due) {
      at.marketClock.set(closedAt);
      await evaluateSeries(deps, { series: GAPPING, interval });
    }
  };
  const alerts = async (tenant: string) =>
    (await at.stores.alerts.list({ tenant, limit: 100 })).items.toReversed();
  /** What a tenant was told, in a few words by the alphabet: of a rule that it fired. */
  const told = async (tenant = 'local') =>
    (await alerts(tenant))
      .map((alert) => (isMarketNotice(alert) ? alert.why.conditionWords : 'fired'))
      .sort();
  const states = async () => (await at.stores.splits.ofSymbol(GAPPING)).map(({ state }) => state);
  return { ...at, deps, write, judge, told, states };
}
