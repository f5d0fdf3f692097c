import { memoryBarArchive } from '../../../lib/adapters/memory/memoryBarArchive';
import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { backfill, type BackfillOrder } from '../../../lib/app/backfill';
import { readArchive } from '../../../lib/app/readArchive';
import type { YearProgress } from '../../../lib/app/yearProgress';
import { startOfYear, yearOf } from '../../../lib/market/yearOf';
import type { RawBar } from '../../../lib/market/bar';
import type { BarArchive } from '../../../lib/ports/BarArchive';
import type { BarQuery, MarketData } from '../../../lib/ports/MarketData';
import { ground } from '../../support/ground';
import { silentLog, standingClock, walkBars } from '../../support/world';

const NOW = Date.UTC(2016, 5, 15, 22);
const WALK = walkBars('2012-03-01', '2016-06-15');
const YEARS = [2016, 2015, 2014, 2013, 2012];

type Given = { bars?: readonly RawBar[]; archive?: BarArchive };

/** A source that says when it was asked, and a world whose archive may be killed. */
function desk({ bars = WALK, archive = memoryBarArchive() }: Given = {}) {
  const asked: BarQuery[] = [];
  const clock = standingClock(NOW);
  const source = memoryMarketData([{ symbol: 'AAPL', interval: '1d', bars }]);
  const marketData: MarketData = {
    async bars(query) {
      asked.push(query);
      clock.advance(500);
      return source.bars(query);
    },
  };
  const deps = { archive, marketData, clock, log: silentLog, metrics: ground(clock).metrics };
  const order: BackfillOrder = { symbol: 'AAPL', interval: '1d', from: Date.UTC(2012, 0, 1), upTo: NOW };
  const reaches = () => asked.splice(0).map(({ after, upTo }) => [after, upTo]);
  const starts = async () => {
    const found: number[] = [];
    for await (const ofYear of readArchive({ archive, clock }, { series: 'AAPL', interval: '1d' }))
      found.push(...ofYear.map(({ startAt }) => startAt));
    return found;
  };
  return { deps, order, reaches, starts, archive };
}

const startsOf = (bars: readonly RawBar[]) => bars.map(({ startAt }) => startAt);

describe('backfilling', () => {
  test('asks for daily bars once, and archives year after year, newest first, telling how far it is', async () => {
    const { deps, order, reaches, starts } = desk();
    const told: YearProgress[] = [];
    const onProgress = (progress: YearProgress) => told.push(progress);
    expect(await backfill(deps, { ...order, onProgress })).toEqual({ bars: WALK.length, left: [] });
    expect(reaches()).toEqual([[order.from, NOW]]);
    expect(await starts()).toEqual(startsOf(WALK));
    expect(told[0]).toEqual({ year: undefined, done: 0, left: 5, bars: 0, barsPerSecond: 0 });
    expect(told[2]).toEqual({ year: 2015, done: 2, left: 3, bars: 366, barsPerSecond: 732 });
    expect(told.map(({ year }) => year)).toEqual([undefined, ...YEARS]);
    expect(told.at(-1)).toMatchObject({ year: 2012, done: 5, left: 0, bars: WALK.length });
  });

  test('asks for nothing again that is whole', async () => {
    const { deps, order, reaches } = desk();
    await backfill(deps, order);
    reaches();
    expect(await backfill(deps, order)).toEqual({ bars: 0, left: [] });
    expect(reaches()).toEqual([]);
  });

  test('asks for what is whole again when it is told to, and changes nothing that stands', async () => {
    const { deps, order, archive } = desk();
    await backfill(deps, order);
    const other = desk({ archive, bars: walkBars('2010-01-04', '2016-06-15', 7) });
    const before = (await archive.read({ series: 'AAPL', interval: '1d', year: 2015 }))!.bars.close;
    expect((await backfill(other.deps, { ...order, isAgain: true })).bars).toBe(40);
    expect(other.reaches()).toEqual([[order.from, NOW]]);
    expect((await archive.read({ series: 'AAPL', interval: '1d', year: 2015 }))!.bars.close).toEqual(before);
  });

  test('asks only for what lies before and behind a stretch that is whole', async () => {
    const { deps, order, reaches, starts } = desk();
    const [from, upTo] = [Date.UTC(2016, 1, 1), Date.UTC(2016, 2, 1)];
    await backfill(deps, { ...order, from, upTo });
    reaches();
    await backfill(deps, { ...order, from });
    expect(reaches()).toEqual([[Date.UTC(2016, 1, 29, 21), NOW]]);
    await backfill(deps, { ...order, from: Date.UTC(2016, 0, 1) });
    expect(reaches()).toEqual([[Date.UTC(2016, 0, 1), from]]);
    expect(await backfill(deps, { ...order, from: Date.UTC(2016, 0, 1) })).toMatchObject({ bars: 0 });
    expect(reaches()).toEqual([]);
    expect(await starts()).toEqual(startsOf(WALK).filter((startAt) => yearOf(startAt) === 2016));
  });

  test('asks again for what a late source did not have yet, and for no year before its first bar', async () => {
    const archive = memoryBarArchive();
    const early = desk({ archive, bars: WALK.slice(0, -1) });
    const from = Date.UTC(2010, 0, 1);
    await backfill(early.deps, { ...early.order, from });
    const late = desk({ archive });
    expect(await backfill(late.deps, { ...late.order, from })).toEqual({ bars: 1, left: [] });
    expect(late.reaches()).toEqual([[Date.UTC(2016, 5, 14, 20), NOW]]);
  });

  test('says of no year that it is whole before there is a bar behind it', async () => {
    const archive = memoryBarArchive();
    const none = desk({ archive, bars: [] });
    expect(await backfill(none.deps, none.order)).toEqual({ bars: 0, left: [] });
    const until2014 = WALK.filter(({ startAt }) => yearOf(startAt) < 2015);
    const early = desk({ archive, bars: until2014 });
    await backfill(early.deps, early.order);
    const late = desk({ archive });
    expect((await backfill(late.deps, late.order)).bars).toBe(WALK.length - until2014.length);
    expect(late.reaches()).toEqual([[startOfYear(2015), NOW]]);
  });

  test('archives no bar that it has not asked for', async () => {
    const { deps, order, starts } = desk();
    const all = { source: 'eager', bars: WALK };
    const marketData: MarketData = { bars: async () => all };
    const [from, upTo] = [Date.UTC(2013, 2, 1), Date.UTC(2014, 2, 1)];
    await backfill({ ...deps, marketData }, { ...order, from, upTo });
    expect(await starts()).toEqual(startsOf(WALK).filter((startAt) => startAt >= from && startAt < upTo));
  });

  test('throws what else the source says', async () => {
    const { deps, order } = desk();
    await expect(backfill(deps, { ...order, symbol: 'NOPE' })).rejects.toMatchObject({
      code: 'SYMBOL_UNKNOWN',
    });
  });

  test.each([1, 2, 3, 4])(
    'killed between two years, after %i, it asks for none of them again',
    async (done) => {
      const { deps, order, reaches, starts } = desk();
      const onProgress = (progress: YearProgress) => {
        if (progress.done === done) throw new Error('killed');
      };
      await expect(backfill(deps, { ...order, onProgress })).rejects.toThrow('killed');
      reaches();
      await backfill(deps, order);
      expect(reaches()).toEqual([[order.from, startOfYear(YEARS[done - 1]!)]]);
      expect(await starts()).toEqual(startsOf(WALK));
    },
  );

  test.each([1, 2, 3, 4, 5])('killed while it writes year %i, it loses no year before', async (nth) => {
    const archive = memoryBarArchive();
    let writings = 0;
    const mortal: BarArchive = {
      ...archive,
      async replace(year, tag) {
        writings += 1;
        if (writings === nth) throw new Error('killed');
        return archive.replace(year, tag);
      },
    };
    const { deps, order, reaches, starts } = desk({ archive: mortal });
    await expect(backfill(deps, order)).rejects.toThrow('killed');
    reaches();
    await backfill(deps, order);
    expect(reaches()).toEqual([[order.from, nth === 1 ? NOW : startOfYear(YEARS[nth - 2]!)]]);
    expect(await starts()).toEqual(startsOf(WALK));
  });
});
