import { recognisedMarketData } from '../../../../lib/adapters/fallback/recognisedMarketData';
import { unmixedMarketData } from '../../../../lib/adapters/fallback/unmixedMarketData';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import { barHistory } from '../../../../lib/app/barHistory';
import { readBars } from '../../../../lib/app/readBars';
import { sessionsBetween } from '../../../../lib/market/calendar/sessionsBetween';
import type { RawBar } from '../../../../lib/market/bar';
import { scaledBar } from '../../../../lib/market/rebasedBars';
import type { BarQuery } from '../../../../lib/ports/MarketData';
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
