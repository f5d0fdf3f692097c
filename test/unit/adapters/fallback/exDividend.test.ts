import { fallbackMarketData } from '../../../../lib/adapters/fallback/fallbackMarketData';
import { recognisedMarketData } from '../../../../lib/adapters/fallback/recognisedMarketData';
import { tradedMarketData } from '../../../../lib/adapters/fallback/tradedMarketData';
import { unmixedMarketData } from '../../../../lib/adapters/fallback/unmixedMarketData';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import { barHistory } from '../../../../lib/app/barHistory';
import { isMarketNotice } from '../../../../lib/alerts/marketNotice';
import { evaluateSeries } from '../../../../lib/app/evaluateSeries';
import { readBars } from '../../../../lib/app/readBars';
import { createRule } from '../../../../lib/app/rules';
import { sessionsBetween } from '../../../../lib/market/calendar/sessionsBetween';
import type { RawBar } from '../../../../lib/market/bar';
import { scaledBar } from '../../../../lib/market/rebasedBars';
import type { BarQuery, MarketData } from '../../../../lib/ports/MarketData';
import { isProblem } from '../../../../lib/problems';
import { normals } from '../../../support/madeBars';
import { world } from '../../../support/world';

const MINUTES_5 = 300_000;
const SESSIONS = sessionsBetween('2024-06-03', '2024-06-14');
const [BEFORE, EX, ...AFTER] = SESSIONS.slice(-4);

const draw = normals(5);
let price = 500;
const BARS: readonly RawBar[] = SESSIONS.flatMap(({ openAt }) =>
  Array.from({ length: 78 }, (_, place): RawBar => {
    const open = price;
    price *= Math.exp(0.0006 * draw());
    const [high, low] = [Math.max(open, price), Math.min(open, price)];
    return { startAt: openAt + place * MINUTES_5, open, high, low, close: price, volume: 1_000 };
  }),
);

it.each([
  ['', 1],
  [', though its first bar is corrected', 1.006],
])(
  'a source that takes its past down by a dividend is read all day long where nobody has a rule%s',
  async (_, by) => {
    const told = (bars: readonly RawBar[]) =>
      memoryMarketData([{ symbol: 'SPY', interval: '5min', bars }], 'fmp');
    const lowered = BARS.map((bar) => (bar.startAt < EX!.openAt ? scaledBar(bar, 0.98) : bar));
    const first = lowered.findIndex(({ startAt }) => startAt === EX!.openAt);
    const corrected = lowered.map((bar, place) => (place === first ? scaledBar(bar, by) : bar));
    const [before, atFirst, since] = [told(BARS), told(lowered), told(corrected)];
    const at = world({ bars: {}, marketNow: BEFORE!.closeAt });
    const source = {
      name: 'fmp',
      marketData: {
        bars: (query: BarQuery) => {
          const now = at.marketClock.now();
          if (now <= EX!.openAt) return before.bars(query);
          return (now <= EX!.openAt + MINUTES_5 ? atFirst : since).bars(query);
        },
      },
    };
    const marketData = unmixedMarketData(
      { name: 'fmp', marketData: recognisedMarketData(source, at.stores.bars) },
      at.stores.bars,
    );
    const deps = { ...at.deps, marketData };
    const query = { symbol: 'SPY', interval: '5min' } as const;
    const read = async (now: number) => {
      at.marketClock.set(now);
      const { items } = await readBars(deps, { ...query, limit: 50 });
      expect(items.at(-1)!.closedAt).toBe(now);
      await barHistory(deps, { ...query, upTo: now, count: 384 });
    };
    await read(BEFORE!.closeAt);
    for (const { openAt } of [EX!, ...AFTER])
      for (let bar = 1; bar <= 78; bar += 7) await read(openAt + bar * MINUTES_5);
  },
);

/** A rule that is judged up to an instant of the session before an ex-date, and on from half an hour after the open of that. */
async function stopped(stoppedAt: number) {
  const at = world({ bars: {}, marketNow: BEFORE!.openAt });
  const lowered = BARS.map((bar) =>
    bar.startAt < EX!.openAt ? { ...scaledBar(bar, 0.98), volume: bar.volume } : bar,
  );
  const of = (bars: readonly RawBar[]) =>
    memoryMarketData([{ symbol: 'SPY', interval: '5min', bars }], 'fmp');
  const [before, since] = [of(BARS), of(lowered)];
  const source: MarketData = {
    bars: (query) => (at.marketClock.now() >= EX!.openAt ? since : before).bars(query),
  };
  const { bars, splits } = at.stores;
  const splitFeed = { splits: async () => [] };
  const traded = tradedMarketData(source, { bars, splits, splitFeed });
  const recognised = recognisedMarketData({ name: 'fmp', marketData: traded }, bars);
  const unmixed = unmixedMarketData({ name: 'fmp', marketData: recognised }, bars);
  const { clock, log } = at.deps;
  const marketData = fallbackMarketData([{ name: 'fmp', marketData: unmixed }], { clock, log });
  const deps = { ...at.deps, marketData, splitFeed };
  const when = { op: 'moves_down', left: 'close', by: { pct: 1.5 }, within: '1bars' };
  const body = { dsl: '1', name: 'falls', targets: { symbols: ['SPY'] }, interval: '5min', when };
  await createRule(deps, { tenant: 'local', body });
  const judge = async (now: number): Promise<number> => {
    at.marketClock.set(now);
    at.clock.advance(MINUTES_5);
    try {
      return (await evaluateSeries(deps, { series: 'SPY', interval: '5min' })).bars;
    } catch (error) {
      if (!isProblem(error, 'MARKET_MALFORMED')) throw error;
      return 0;
    }
  };
  for (let now = BEFORE!.openAt + MINUTES_5; now <= stoppedAt; now += MINUTES_5) await judge(now);
  const atOpen = await judge(EX!.openAt + 60_000);
  const heard: string[] = [];
  for (const { date, openAt, closeAt } of [EX!, ...AFTER]) {
    let judged = 0;
    for (let now = openAt + 6 * MINUTES_5; now <= closeAt; now += 6 * MINUTES_5) judged += await judge(now);
    if (judged > 0) heard.push(date);
  }
  const stored = await bars.newest({
    series: 'SPY',
    interval: '5min',
    upTo: AFTER.at(-1)!.closeAt,
    limit: 312,
  });
  const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 10 });
  return { atOpen, heard, stored, fired: items.filter((alert) => !isMarketNotice(alert)) };
}

describe.each([
  ['at the close', 0],
  ['five minutes before the close, as where its source is late with the last bar', 1],
  ['in the middle of the session', 39],
])('a process that stopped %s before an ex-date', (_when, missing) => {
  it('goes on with the first bar of that day, on bars of before as they were traded', async () => {
    const { atOpen, heard, stored, fired } = await stopped(BEFORE!.closeAt - missing * MINUTES_5);
    // What lies before the ex-date is not told apart from another scale until a bar of it is there.
    expect(atOpen).toBe(0);
    expect(heard).toEqual([EX, ...AFTER].map((session) => session!.date));
    expect(stored.map(({ startAt, close, volume }) => [startAt, close.toFixed(6), volume])).toEqual(
      BARS.slice(-312).map(({ startAt, close, volume }) => [startAt, close.toFixed(6), volume]),
    );
    expect(fired).toEqual([]);
  });
});
