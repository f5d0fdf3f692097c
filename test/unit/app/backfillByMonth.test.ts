import { memoryBarArchive } from '../../../lib/adapters/memory/memoryBarArchive';
import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { backfill } from '../../../lib/app/backfill';
import { readArchive } from '../../../lib/app/readArchive';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import type { BarArchive } from '../../../lib/ports/BarArchive';
import type { MarketData } from '../../../lib/ports/MarketData';
import { Problem } from '../../../lib/problems';
import { ground } from '../../support/ground';
import { rawBar } from '../../support/rawBars';
import { silentLog, standingClock } from '../../support/world';

/** The last half hour of each session. */
const BARS = sessionsBetween('2014-11-03', '2016-02-16').map(({ closeAt }) => rawBar(closeAt - 1_800_000));
const STARTS = BARS.map(({ startAt }) => startAt);
const NOW = Date.UTC(2016, 1, 16, 22);
const day = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const clock = standingClock(NOW);

type Given = {
  readonly archive?: BarArchive;
  readonly callsLeft?: number;
  readonly bars?: typeof BARS;
  /** First day of the bars that its plan has. */
  readonly plan?: string;
};

/** A source with a budget and a plan, and when it was asked. */
function desk({ archive = memoryBarArchive(), callsLeft = Infinity, bars = BARS, plan }: Given = {}) {
  const asked: string[] = [];
  const source = memoryMarketData([{ symbol: 'AAPL', interval: '30min', bars }]);
  let left = callsLeft;
  const marketData: MarketData = {
    async bars(query) {
      left -= 1;
      if (left < 0) throw new Problem('MARKET_RATE_LIMITED', 'enough for today');
      asked.push([query.after!, query.upTo].map((at) => new Date(at).toISOString().slice(0, 10)).join(' '));
      const batch = await source.bars(query);
      const reachesFrom = plan === undefined ? -Infinity : day(plan);
      if (reachesFrom <= query.after!) return batch;
      return { ...batch, bars: batch.bars.filter(({ startAt }) => startAt >= reachesFrom), reachesFrom };
    },
  };
  const deps = { archive, marketData, clock, log: silentLog, metrics: ground(clock).metrics };
  const run = (from = '2014-10-01', to = NOW) =>
    backfill(deps, { symbol: 'AAPL', interval: '30min', from: day(from), upTo: to });
  const wholes = async () => {
    const places = await archive.years('AAPL');
    const years = await Promise.all(places.map((place) => archive.read(place)));
    return years.map((year) => {
      const { from, through } = year!.bars.whole ?? { from: NaN, through: NaN };
      return [from, through].map((at) => new Date(at).toISOString().slice(0, 16));
    });
  };
  const starts = async () => {
    const found: number[] = [];
    for await (const ofYear of readArchive({ archive, clock }, { series: 'AAPL', interval: '30min' }))
      found.push(...ofYear.map(({ startAt }) => startAt));
    return found;
  };
  return { run, asked, wholes, starts, archive };
}

const WHOLE = [
  ['2014-10-01T00:00', '2015-01-01T00:00'],
  ['2015-01-01T00:00', '2016-01-01T00:00'],
  ['2016-01-01T00:00', '2016-02-16T21:00'],
];

describe('backfilling bars of less than a day', () => {
  test('asks for a month at a time, newest first', async () => {
    const { run, asked, starts, wholes } = desk();
    expect(await run()).toEqual({ bars: BARS.length, left: [] });
    expect(asked.slice(0, 3)).toEqual([
      '2016-02-01 2016-02-16',
      '2016-01-01 2016-02-01',
      '2015-12-01 2016-01-01',
    ]);
    expect(asked).toHaveLength(17);
    expect(await starts()).toEqual(STARTS);
    expect(await wholes()).toEqual(WHOLE);
  });

  test.each([1, 2, 3, 5])(
    'goes on with %i calls a day until it has all, and asks for nothing twice',
    async (callsLeft) => {
      const archive = memoryBarArchive();
      const asked: string[] = [];
      let isDone = false;
      for (let days = 0; !isDone; days += 1) {
        const today = desk({ archive, callsLeft });
        const { left, stopped } = await today.run();
        asked.push(...today.asked);
        isDone = stopped === undefined;
        expect(isDone || left.length > 0).toBe(true);
        expect(days).toBeLessThan(18);
      }
      expect(asked).toHaveLength(17);
      expect(new Set(asked).size).toBe(17);
      const { starts, wholes } = desk({ archive });
      expect(await starts()).toEqual(STARTS);
      expect(await wholes()).toEqual(WHOLE);
    },
  );

  test('tells what is left, and no year that is whole', async () => {
    const archive = memoryBarArchive();
    await desk({ archive }).run('2015-01-01', day('2016-01-01'));
    const { run } = desk({ archive, callsLeft: 0 });
    expect(await run()).toEqual({ bars: 0, left: [2016, 2014], stopped: expect.any(Problem) });
  });

  test.each([0, 1, 2, 3, 4])(
    'with %i calls, keeps what is whole whole, and goes on from there',
    async (callsLeft) => {
      const archive = memoryBarArchive();
      await desk({ archive }).run('2015-03-01', day('2015-05-01'));
      await desk({ archive, callsLeft }).run('2015-02-01', day('2015-08-01'));
      const { run, asked, wholes } = desk({ archive });
      await run('2015-02-01', day('2015-08-01'));
      const all = ['2015-05-01 2015-06-01', '2015-06-01 2015-07-01', '2015-07-01 2015-08-01'];
      expect(asked).toEqual([...all, '2015-02-01 2015-03-01'].slice(callsLeft));
      expect((await wholes())[0]![0]).toBe('2015-02-01T00:00');
    },
  );

  test('goes over a month without a bar where it follows on what is whole', async () => {
    const archive = memoryBarArchive();
    const isOf = (month: number) => (bar: { startAt: number }) =>
      new Date(bar.startAt).getUTCMonth() === month;
    const halted = BARS.filter((bar) => bar.startAt < day('2015-08-01') && !isOf(5)(bar));
    await desk({ archive, bars: halted }).run('2015-05-01', day('2015-06-01'));
    const { run, asked, wholes } = desk({ archive, bars: halted });
    await run('2015-05-01', day('2015-08-01'));
    expect(asked).toEqual(['2015-06-01 2015-07-01', '2015-05-29 2015-08-01']);
    expect(await wholes()).toEqual([['2015-05-01T00:00', '2015-07-31T20:00']]);
  });

  test('asks again for a month that follows on what is whole, and of which its source had no bar yet', async () => {
    const archive = memoryBarArchive();
    await desk({ archive }).run('2015-03-01', day('2015-05-01'));
    const late = BARS.filter(({ startAt }) => startAt < day('2015-06-01'));
    await desk({ archive, bars: late }).run('2015-03-01', day('2015-08-01'));
    const { run, asked } = desk({ archive });
    await run('2015-03-01', day('2015-08-01'));
    expect(asked).toEqual(['2015-06-01 2015-07-01', '2015-07-01 2015-08-01']);
  });

  test('asks for no month of which only days without a session are missing, and joins it all the same', async () => {
    const archive = memoryBarArchive();
    await desk({ archive }).run('2015-03-02', day('2015-04-01'));
    const { run, asked, wholes } = desk({ archive });
    await run('2015-02-01', day('2015-04-01'));
    expect(asked).toEqual(['2015-02-01 2015-03-01']);
    expect(await wholes()).toEqual([['2015-02-01T00:00', '2015-03-31T20:00']]);
  });

  test('says how far back a plan reaches, and what is left of it', async () => {
    const { run, asked, wholes } = desk({ plan: '2015-12-18' });
    expect(await run()).toMatchObject({ left: [2015, 2014], reachesFrom: day('2015-12-18') });
    expect(asked).toEqual(['2016-02-01 2016-02-16', '2016-01-01 2016-02-01', '2015-12-01 2016-01-01']);
    expect(await wholes()).toEqual([['2015-12-18T00:00', '2016-01-01T00:00'], WHOLE[2]]);
  });

  test('asks another plan for what the first had not, and for nothing else', async () => {
    const archive = memoryBarArchive();
    await desk({ archive, plan: '2015-12-18' }).run();
    const { run, asked, starts, wholes } = desk({ archive });
    expect(await run()).toMatchObject({ left: [] });
    expect(asked.slice(0, 2)).toEqual(['2015-12-01 2015-12-18', '2015-11-01 2015-12-01']);
    expect(asked).toHaveLength(15);
    expect(await starts()).toEqual(STARTS);
    expect(await wholes()).toEqual(WHOLE);
  });

  test('leaves nothing where days without a session are all that a plan lacks', async () => {
    const { run } = desk({ plan: '2015-05-04' });
    expect(await run('2015-05-02')).toEqual({ bars: expect.any(Number), left: [] });
  });

  test('begins another stretch where a plan has lost what follows on the one that is whole', async () => {
    const archive = memoryBarArchive();
    await desk({ archive }).run('2015-01-01', day('2015-05-01'));
    const { run, wholes } = desk({ archive, plan: '2016-01-15' });
    expect(await run('2015-01-01')).toMatchObject({ left: [2016, 2015], reachesFrom: day('2016-01-15') });
    expect(await wholes()).toEqual([
      ['2015-01-01T00:00', '2015-04-30T20:00'],
      ['2016-01-15T00:00', '2016-02-16T21:00'],
    ]);
  });
});
