import { type Answered, cachedMarketData } from '../../../lib/adapters/cachedMarketData';
import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { processCache } from '../../../lib/adapters/processCache';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import type { BarQuery, MarketData } from '../../../lib/ports/MarketData';
import { standingClock, walkBars, WALL_START } from '../../support/world';

const closeOf = (date: string) => sessionOn(date)!.closeAt;
const SERIES = [
  { symbol: 'A', interval: '1d' as const, bars: walkBars('2023-10-02', '2024-03-01', 5) },
  { symbol: 'B', interval: '1d' as const, bars: walkBars('2023-10-02', '2024-03-01', 6) },
];
const QUERY = { symbol: 'A', interval: '1d', upTo: closeOf('2024-01-08'), limit: 5 } as const;

/** A source that can be late, and tells what it was asked. */
function cached() {
  const clock = standingClock(WALL_START);
  const asked: BarQuery[] = [];
  let known = Number.POSITIVE_INFINITY;
  const sound = memoryMarketData(SERIES);
  const source: MarketData = {
    bars: (query) => {
      asked.push(query);
      return sound.bars({ ...query, upTo: Math.min(query.upTo, known) });
    },
  };
  const cache = processCache<Answered>({ mostMs: 60_000, most: 10, chance: () => 0 }, clock);
  const lateAfter = (instant: number) => (known = instant);
  return { ...cachedMarketData(source, cache, clock), clock, asked, lateAfter };
}

const lastOf = async (batch: ReturnType<MarketData['bars']>) =>
  new Date((await batch).bars.at(-1)!.startAt).toISOString().slice(0, 10);

describe('market data that was asked for lately', () => {
  it('is not asked for again within a minute, whatever the clock says in between', async () => {
    const { bars, asked, clock } = cached();
    const first = await bars(QUERY);
    clock.advance(60_000);
    expect(await bars({ ...QUERY, upTo: closeOf('2024-01-09') - 1, answerBy: 7 })).toBe(first);
    expect(asked).toEqual([QUERY]);
    clock.advance(1);
    await bars(QUERY);
    expect(asked).toHaveLength(2);
  });

  it('is asked for again at the close of a bar', async () => {
    const { bars } = cached();
    expect(await lastOf(bars(QUERY))).toBe('2024-01-08');
    expect(await lastOf(bars({ ...QUERY, upTo: closeOf('2024-01-09') }))).toBe('2024-01-09');
  });

  it('is of one question: symbol, how many, and after when', async () => {
    const { bars, asked } = cached();
    const questions = [
      QUERY,
      { ...QUERY, symbol: 'B' },
      { ...QUERY, limit: 6 },
      { ...QUERY, after: closeOf('2024-01-03') },
      { symbol: 'A', interval: '1d', upTo: QUERY.upTo },
    ] as const;
    for (const question of [...questions, ...questions]) await bars(question);
    expect(asked).toEqual(questions);
  });

  it('does not answer of an instant before', async () => {
    const { bars } = cached();
    await bars(QUERY);
    expect(await lastOf(bars({ ...QUERY, upTo: closeOf('2024-01-08') - 1 }))).toBe('2024-01-05');
  });

  it('is looked for again every five seconds while a bar is late', async () => {
    const { bars, asked, clock, lateAfter } = cached();
    lateAfter(closeOf('2024-01-05'));
    expect(await lastOf(bars(QUERY))).toBe('2024-01-05');
    lateAfter(Infinity);
    clock.advance(4_999);
    expect(await lastOf(bars(QUERY))).toBe('2024-01-05');
    clock.advance(1);
    expect(await lastOf(bars(QUERY))).toBe('2024-01-08');
    clock.advance(59_999);
    await bars(QUERY);
    expect(asked).toHaveLength(2);
  });

  it('remembers that a symbol is not known', async () => {
    const { bars, asked, clock } = cached();
    const unknown = { ...QUERY, symbol: 'NOBODY' };
    for (const upTo of [unknown.upTo, closeOf('2024-01-09')])
      await expect(bars({ ...unknown, upTo })).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
    expect(asked).toHaveLength(1);
    clock.advance(60_001);
    await expect(bars(unknown)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
    expect(asked).toHaveLength(2);
  });

  it('is nothing that failed', async () => {
    const clock = standingClock(WALL_START);
    let fails = true;
    const sound = memoryMarketData(SERIES);
    const source: MarketData = {
      bars: (query) => (fails ? Promise.reject(new Error('down')) : sound.bars(query)),
    };
    const cache = processCache<Answered>({ mostMs: 60_000, most: 10, chance: () => 0 }, clock);
    const { bars } = cachedMarketData(source, cache, clock);
    await expect(bars(QUERY)).rejects.toThrow('down');
    fails = false;
    expect(await lastOf(bars(QUERY))).toBe('2024-01-08');
  });
});
