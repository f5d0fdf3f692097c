import { memoryBarArchive } from '../../../lib/adapters/memory/memoryBarArchive';
import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { backfill, type BackfillOrder } from '../../../lib/app/backfill';
import { readArchive } from '../../../lib/app/readArchive';
import type { YearProgress } from '../../../lib/app/yearProgress';
import { yearOf } from '../../../lib/market/yearOf';
import type { RawBar } from '../../../lib/market/bar';
import type { BarArchive } from '../../../lib/ports/BarArchive';
import type { BarQuery, MarketData } from '../../../lib/ports/MarketData';
import { Problem } from '../../../lib/problems';
import { ground } from '../../support/ground';
import { silentLog, standingClock, walkBars } from '../../support/world';

const NOW = Date.UTC(2016, 5, 15, 22);
const WALK = walkBars('2012-03-01', '2016-06-15');

/** A source that says when it was asked, and a world whose archive may be killed. */
function desk({ bars = WALK, archive = memoryBarArchive() }: { bars?: RawBar[]; archive?: BarArchive } = {}) {
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
  const years = () => asked.splice(0).map(({ upTo }) => yearOf(upTo - 1));
  const starts = async () => {
    const found: number[] = [];
    for await (const ofYear of readArchive({ archive, clock }, { series: 'AAPL', interval: '1d' }))
      found.push(...ofYear.map(({ startAt }) => startAt));
    return found;
  };
  return { deps, order, asked, years, starts, archive };
}

const startsOf = (bars: readonly RawBar[]) => bars.map(({ startAt }) => startAt);

describe('backfilling', () => {
  test('asks for one year after the other, newest first, and tells how far it is', async () => {
    const { deps, order, years, starts } = desk();
    const told: YearProgress[] = [];
    const onProgress = (progress: YearProgress) => told.push(progress);
    expect(await backfill(deps, { ...order, onProgress })).toEqual({ bars: WALK.length, left: [] });
    expect(years()).toEqual([2016, 2015, 2014, 2013, 2012]);
    expect(await starts()).toEqual(startsOf(WALK));
    expect(told[0]).toEqual({ year: undefined, done: 0, left: 5, bars: 0, barsPerSecond: 0 });
    expect(told[2]).toEqual({ year: 2015, done: 2, left: 3, bars: 366, barsPerSecond: 366 });
    expect(told.at(-1)).toMatchObject({ year: 2012, done: 5, left: 0, bars: WALK.length });
  });

  test('asks for nothing again that is whole', async () => {
    const { deps, order, years } = desk();
    await backfill(deps, order);
    years();
    expect(await backfill(deps, order)).toEqual({ bars: 0, left: [] });
    expect(years()).toEqual([]);
  });

  test('asks for what is whole again when it is told to, and changes nothing that stands', async () => {
    const { deps, order, years, archive } = desk();
    await backfill(deps, order);
    years();
    const other = desk({ archive, bars: walkBars('2010-01-04', '2016-06-15', 7) });
    const before = (await archive.read({ series: 'AAPL', interval: '1d', year: 2015 }))!.bars.close;
    expect((await backfill(other.deps, { ...order, isAgain: true })).bars).toBe(40);
    expect(other.years()).toHaveLength(5);
    expect((await archive.read({ series: 'AAPL', interval: '1d', year: 2015 }))!.bars.close).toEqual(before);
  });

  test('asks only for what lies before and behind a stretch that is whole', async () => {
    const { deps, order, asked, starts } = desk();
    const [from, upTo] = [Date.UTC(2016, 1, 1), Date.UTC(2016, 2, 1)];
    await backfill(deps, { ...order, from, upTo });
    asked.splice(0);
    await backfill(deps, { ...order, from });
    expect(asked.splice(0).map(({ after }) => after)).toEqual([Date.UTC(2016, 1, 29, 21)]);
    await backfill(deps, { ...order, from: Date.UTC(2016, 0, 1) });
    expect(asked.splice(0)).toMatchObject([{ after: Date.UTC(2016, 0, 1), upTo: from }]);
    expect(await backfill(deps, { ...order, from: Date.UTC(2016, 0, 1) })).toMatchObject({ bars: 0 });
    expect(asked).toEqual([]);
    expect(await starts()).toEqual(startsOf(WALK).filter((startAt) => yearOf(startAt) === 2016));
  });

  test('asks again for what a late source did not have yet, and for no year before its first bar', async () => {
    const archive = memoryBarArchive();
    const early = desk({ archive, bars: WALK.slice(0, -1) });
    const from = Date.UTC(2010, 0, 1);
    await backfill(early.deps, { ...early.order, from });
    const late = desk({ archive });
    expect(await backfill(late.deps, { ...late.order, from })).toEqual({ bars: 1, left: [] });
    expect(late.years()).toEqual([2016]);
  });

  test('stops where the source limits us, with what is left, and goes on from there', async () => {
    const { deps, order, years, starts } = desk();
    const limit = new Problem('MARKET_RATE_LIMITED', 'enough for today');
    let calls = 0;
    const marketData: MarketData = {
      async bars(query) {
        calls += 1;
        if (calls === 3) throw limit;
        return deps.marketData.bars(query);
      },
    };
    const first = await backfill({ ...deps, marketData }, order);
    expect(first).toEqual({ bars: 366, left: [2014, 2013, 2012], stopped: limit });
    expect(years()).toEqual([2016, 2015]);
    expect((await backfill(deps, order)).left).toEqual([]);
    expect(years()).toEqual([2014, 2013, 2012]);
    expect(await starts()).toEqual(startsOf(WALK));
  });

  test('throws what else the source says', async () => {
    const { deps, order } = desk();
    await expect(backfill(deps, { ...order, symbol: 'NOPE' })).rejects.toMatchObject({
      code: 'SYMBOL_UNKNOWN',
    });
  });

  test.each([1, 2, 3, 4])('killed between two years, after %i, it asks for none twice', async (after) => {
    const { deps, order, years, starts } = desk();
    const onProgress = ({ done }: YearProgress) => {
      if (done === after) throw new Error('killed');
    };
    await expect(backfill(deps, { ...order, onProgress })).rejects.toThrow('killed');
    await backfill(deps, order);
    expect(years()).toEqual([2016, 2015, 2014, 2013, 2012]);
    expect(await starts()).toEqual(startsOf(WALK));
  });

  test.each([1, 2, 3, 4, 5])('killed while it writes year %i, it loses at most that year', async (nth) => {
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
    const { deps, order, years, starts } = desk({ archive: mortal });
    await expect(backfill(deps, order)).rejects.toThrow('killed');
    const first = years();
    await backfill(deps, order);
    expect(years()).toEqual([2016, 2015, 2014, 2013, 2012].slice(nth - 1));
    expect(first).toHaveLength(nth);
    expect(await starts()).toEqual(startsOf(WALK));
  });
});
