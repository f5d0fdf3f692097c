import fc from 'fast-check';
import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { memoryStores } from '../../../lib/adapters/memory/memoryStores';
import { barHistory } from '../../../lib/app/barHistory';
import { importBars } from '../../../lib/app/importBars';
import { recentBars } from '../../../lib/app/recentBars';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../../lib/market/cleanBars';
import { BARS_BESIDE, credibleBars } from '../../../lib/market/credibleBars';
import { type Interval, INTERVALS } from '../../../lib/market/interval';
import type { RawBar } from '../../../lib/market/bar';
import { importedSeries } from '../../../lib/market/series';
import { slotsEndingAt } from '../../../lib/market/slots';
import type { MarketData } from '../../../lib/ports/MarketData';
import type { SplitQuery } from '../../../lib/ports/SplitFeed';
import { ground } from '../../support/ground';
import { rawBar } from '../../support/rawBars';
import { cachesOn } from '../../support/caches';
import {
  LAST,
  SECOND,
  SEVEN,
  splitWorld,
  SYMBOL as SPLITTING,
  UNSPLIT,
  type Feed,
} from '../../support/splitWorld';
import { standingClock, walkBars, WALL_START, world } from '../../support/world';

const closeOf = (date: string) => sessionOn(date)!.closeAt;
const END = closeOf('2024-01-10');

/** A bar for each of the newest slots before the end. */
function barsOf(symbol: string, interval: Interval) {
  const none = cleanBars({ symbol, interval, source: 'made', bars: [], knownAt: END }).clean;
  const slots = slotsEndingAt({ interval, upTo: END, count: 2_000, bars: none });
  return { symbol, interval, bars: slots.map(({ startAt }) => rawBar(startAt)) };
}

const SYMBOL = 'DEMO.A';
const OTHER = 'DEMO.B';
const SOURCE = memoryMarketData([
  ...INTERVALS.map((interval) => barsOf(SYMBOL, interval)),
  ...(['1d', '5min'] as const).map((interval) => barsOf(OTHER, interval)),
]);

/** A process that counts how often it reads its store, and whose source may be late. */
function watched() {
  const clock = standingClock(WALL_START);
  const stores = memoryStores();
  let [reads, known] = [0, Number.POSITIVE_INFINITY];
  const marketData: MarketData = {
    bars: (query) => SOURCE.bars({ ...query, upTo: Math.min(query.upTo, known) }),
  };
  const bars: typeof stores.bars = {
    ...stores.bars,
    newest: (window) => {
      reads += 1;
      return stores.bars.newest(window);
    },
  };
  const deps = { ...stores, ...ground(clock), caches: cachesOn(clock), bars, marketData };
  const asked = { symbol: SYMBOL, interval: '1d' as Interval, count: 20 };
  const read = (upTo: number, other: Partial<typeof asked> = {}) =>
    recentBars(deps, { ...asked, ...other, upTo });
  return {
    deps,
    clock,
    read,
    reads: () => reads,
    /** The source has no bar that closes later. */
    lateAfter: (instant: number) => (known = instant),
  };
}

const lastClose = ({ bars }: Awaited<ReturnType<ReturnType<typeof watched>['read']>>) =>
  bars.bars.at(-1)?.closedAt;

describe('bars that are only looked at', () => {
  it('are read once while no bar can have closed, and no longer than a minute', async () => {
    const { clock, read, reads } = watched();
    const monday = await read(closeOf('2024-01-08'));
    const atFirst = reads();
    expect(await read(closeOf('2024-01-09') - 1)).toBe(monday);
    clock.advance(60_000);
    expect(await read(closeOf('2024-01-09') - 1)).toBe(monday);
    expect(reads()).toBe(atFirst);
    clock.advance(1);
    expect(await read(closeOf('2024-01-09') - 1)).not.toBe(monday);
    expect(reads()).toBeGreaterThan(atFirst);
  });

  it('are read again at the very close of the next', async () => {
    const { read } = watched();
    expect(lastClose(await read(closeOf('2024-01-08')))).toBe(closeOf('2024-01-08'));
    expect(lastClose(await read(closeOf('2024-01-09')))).toBe(closeOf('2024-01-09'));
  });

  it('are those of as many as are asked for', async () => {
    const { read } = watched();
    expect((await read(closeOf('2024-01-08'), { count: 5 })).slots).toHaveLength(5);
    expect((await read(closeOf('2024-01-08'), { count: 7 })).slots).toHaveLength(7);
  });

  it('are those that a fresh reading gives, whoever has asked before, and never such as close later', async () => {
    const steps = fc.array(
      fc.record({
        at: fc.integer({ min: 0, max: 4 * 24 * 60 }),
        wallMs: fc.integer({ min: 0, max: 70_000 }),
        beside: fc.array(fc.integer({ min: -10, max: 10 }), { maxLength: 3 }),
        count: fc.constantFrom(5, 20),
        lateMinutes: fc.constantFrom(0, 0, 0, 7, 400),
      }),
      { minLength: 2, maxLength: 12 },
    );
    const inOrder = steps.map((sequence) => sequence.toSorted((one, other) => one.at - other.at));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...INTERVALS),
        fc.oneof(steps, inOrder),
        async (interval, sequence) => {
          const { deps, clock, read, lateAfter } = watched();
          let known = 0;
          for (const { at, wallMs, beside, count, lateMinutes } of sequence) {
            clock.advance(wallMs);
            const instant = closeOf('2024-01-05') + at * 60_000;
            // What a source has told it does not forget.
            known = Math.max(known, instant - lateMinutes * 60_000);
            lateAfter(known);
            const fresh = { ...deps, bars: memoryStores().bars };
            const instants = [0, ...beside].map((minutes) => instant + minutes * 60_000);
            const readings = await Promise.all(instants.map((upTo) => read(upTo, { interval, count })));
            for (const [place, upTo] of instants.entries()) {
              const expected = credibleBars(
                await barHistory(fresh, { symbol: SYMBOL, interval, upTo, count: count + BARS_BESIDE }),
              );
              const last = readings[place]!.bars.bars.at(-1)!;
              expect(last.closedAt).toBeLessThanOrEqual(upTo);
              // What was there before the source was late stays there.
              expect(last.closedAt).toBeGreaterThanOrEqual(expected.bars.at(-1)!.closedAt);
              expect(readings[place]!.slots.at(-1)).toMatchObject({ closedAt: last.closedAt, bar: last });
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are read again as soon as a late one is there', async () => {
    const { lateAfter, read } = watched();
    const upTo = closeOf('2024-01-09') + 5_000;
    lateAfter(closeOf('2024-01-08'));
    const late = await read(upTo);
    expect([lastClose(late), late.slots.at(-1)?.closedAt]).toEqual([
      closeOf('2024-01-08'),
      closeOf('2024-01-08'),
    ]);
    lateAfter(Infinity);
    const there = await read(upTo);
    expect(lastClose(there)).toBe(closeOf('2024-01-09'));
    expect(await read(upTo)).toBe(there);
  });

  it('are of a series and an interval', async () => {
    const { read } = watched();
    const daily = await read(closeOf('2024-01-08'));
    const upTo = closeOf('2024-01-08');
    expect((await read(upTo, { symbol: OTHER })).bars.symbol).toBe(OTHER);
    expect((await read(upTo, { interval: '5min' })).bars.interval).toBe('5min');
    expect(await read(upTo)).toBe(daily);
  });

  it('of five minutes are read again every five minutes of a session, and not over a night', async () => {
    const { read, reads } = watched();
    const open = sessionOn('2024-01-08')!.openAt;
    const at = async (instant: number) => {
      const before = reads();
      const recent = await read(instant, { symbol: OTHER, interval: '5min' });
      return [lastClose(recent), reads() > before];
    };
    expect(await at(open + 300_000)).toEqual([open + 300_000, true]);
    expect(await at(open + 599_999)).toEqual([open + 300_000, false]);
    expect(await at(open + 600_000)).toEqual([open + 600_000, true]);
    expect(await at(closeOf('2024-01-08'))).toEqual([closeOf('2024-01-08'), true]);
    expect(await at(sessionOn('2024-01-09')!.openAt + 299_999)).toEqual([closeOf('2024-01-08'), false]);
    expect(await at(sessionOn('2024-01-09')!.openAt + 300_000)).not.toContain(false);
  });

  it('are not kept where they look back further than usual', async () => {
    const { read, reads } = watched();
    const upTo = closeOf('2024-01-08');
    await read(upTo, { count: 321 });
    const before = reads();
    await read(upTo, { count: 321 });
    expect(reads()).toBeGreaterThan(before);
    const kept = await read(upTo, { count: 320 });
    expect(await read(upTo, { count: 320 })).toBe(kept);
  });

  it('are read each time where a tenant imports them', async () => {
    const { deps } = world({ bars: {}, marketNow: END });
    const read = (upTo: number, { symbol }: { symbol: string }) =>
      recentBars(deps, { symbol, interval: '1d', upTo, count: 20 });
    const rowsOf = (from: string, to: string) =>
      walkBars(from, to, 6).map((bar, index) => ({ line: index + 1, path: `bars.${index}`, bar, given: {} }));
    const own = { tenant: 'local', symbol: 'OWN', interval: '1d', partial: false } as const;
    const upTo = deps.clock.now();
    const symbol = importedSeries('local', 'OWN');
    await importBars(deps, { ...own, rows: rowsOf('2026-10-01', '2026-10-28') });
    expect(lastClose(await read(upTo, { symbol }))).toBe(closeOf('2026-10-28'));
    await importBars(deps, { ...own, rows: rowsOf('2026-10-29', '2026-10-30') });
    expect(lastClose(await read(upTo, { symbol }))).toBe(closeOf('2026-10-30'));
  });

  it('are asked of a source that does not answer by the next who asks', async () => {
    const { deps, read } = watched();
    const failing = { bars: () => Promise.reject(new Error('down')) };
    const query = { symbol: SYMBOL, interval: '1d', upTo: closeOf('2024-01-08'), count: 20 } as const;
    await expect(recentBars({ ...deps, marketData: failing }, query)).rejects.toThrow('down');
    expect(lastClose(await read(query.upTo))).toBe(query.upTo);
  });
});

describe('bars of a symbol that nobody has a rule on', () => {
  const read = async (feed: Feed, date: string, bars?: readonly RawBar[]) => {
    const at = await splitWorld(feed, bars);
    const asked: unknown[] = [];
    const splitFeed = at.deps.splitFeed && {
      splits: (query: SplitQuery) => {
        asked.push(query);
        return at.deps.splitFeed!.splits(query);
      },
    };
    const query = { symbol: SPLITTING, interval: '1d', upTo: closeOf(date), count: 100 } as const;
    const recent = await recentBars({ ...at.deps, splitFeed, caches: cachesOn(at.clock) }, query);
    const [known] = await at.deps.splits.ofSymbol(SPLITTING);
    return { first: recent.bars.bars[0]!.close, known, asked: asked.length };
  };

  it('are on the scale of now, once an announced split lies in them', async () => {
    const before = await read('announced', LAST);
    expect(before).toMatchObject({ known: undefined, asked: 0 });
    const since = await read('announced', SECOND);
    expect(since).toMatchObject({ known: SEVEN, asked: 1 });
    const unsplit = UNSPLIT.find(({ close }) => Math.abs(close / 7 - since.first) < 1e-9);
    expect(unsplit).toBeDefined();
  });

  it.each<[string, Feed, string, number]>([
    ['that was not announced', 'not announced', SECOND, 1],
    ['of which nobody can tell', 'down', SECOND, 1],
    ['of weeks ago', 'announced', '2024-02-20', 0],
  ])('are as they were traded over a jump %s', async (_what, feed, date, asked) => {
    const { first, known, asked: calls } = await read(feed, date);
    expect([known, calls]).toEqual([undefined, asked]);
    expect(UNSPLIT.some(({ close }) => close === first)).toBe(true);
  });
});
