import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { BARS_BESIDE } from '../../../lib/market/credibleBars';
import { barHistory } from '../../../lib/app/barHistory';
import { fetchBars } from '../../../lib/app/fetchBars';
import { lengthenWhole } from '../../../lib/app/lengthenWhole';
import { predict } from '../../../lib/app/predict';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import type { StoredBar } from '../../../lib/ports/BarStore';
import { recordingLog } from '../../support/recordingLog';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const FROM = '2022-01-03';
const BARS = walkBars(FROM, '2024-03-01', 5);
const DAYS = sessionsBetween(FROM, '2024-03-01');
const day = (index: number) => DAYS[index]!.closeAt;
const TODAY = 400;

const standing = (index: number): StoredBar => ({
  ...BARS[index]!,
  closedAt: day(index),
  source: 'stored',
  quality: [],
});

/** The stretch from one bar to another, by their index. */
const stretch = (from: number, through: number) => ({ from: BARS[from]!.startAt, through: day(through) });

/** An installation at one day whose store holds some bars already, by their index. */
async function holding(indices: readonly number[], whole?: ReturnType<typeof stretch>) {
  const at = world({ bars: { [SYMBOL]: BARS }, marketNow: day(TODAY) });
  await at.stores.bars.putFirst(SYMBOL, '1d', indices.map(standing));
  if (whole) await at.stores.bars.markWhole(SYMBOL, '1d', whole);
  const asked: object[] = [];
  const marketData: typeof at.deps.marketData = {
    bars: (query) => {
      asked.push(query);
      return at.deps.marketData.bars(query);
    },
  };
  return { ...at, deps: { ...at.deps, marketData }, asked };
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
const QUERY = { symbol: SYMBOL, interval: '1d', upTo: day(TODAY), count: 10 } as const;

describe('the history of a series', () => {
  it.each<[string, readonly number[]]>([
    ['nothing', []],
    ['the oldest', range(391, 395)],
    ['all but the oldest', range(392, 400)],
    ['all but the two oldest', range(393, 400)],
    ['all but the newest', range(391, 399)],
    ['some in the middle', range(394, 396)],
    ['everything', range(391, 400)],
  ])('is the newest bars of the count, whole, where the store holds %s', async (_what, held) => {
    const { deps } = await holding(held);
    const { bars } = await barHistory(deps, QUERY);
    expect(bars.map(({ closedAt }) => closedAt)).toEqual(range(391, 400).map(day));
    const stored = await deps.bars.newest({ series: SYMBOL, interval: '1d', upTo: day(TODAY), limit: 99 });
    expect(stored.map(({ closedAt }) => closedAt)).toEqual(range(391, 400).map(day));
  });

  it('is filled where a write of many left a gap, with the next bar', async () => {
    const gaps = new Set([340, 371, 398]);
    const held = range(81, 399).filter((index) => !gaps.has(index));
    const { deps } = await holding(held, stretch(81, 399));
    const { bars } = await barHistory(deps, { ...QUERY, count: 320 });
    expect(bars.map(({ closedAt }) => closedAt)).toEqual(range(81, 400).map(day));
  });

  it('is not asked of the source where the store holds it', async () => {
    const { deps, asked } = await holding(range(391, 400), stretch(391, 400));
    await barHistory(deps, QUERY);
    await barHistory(deps, { ...QUERY, upTo: DAYS[TODAY + 1]!.closeAt - 1 });
    expect(asked).toEqual([]);
  });

  it.each<[string, number, number]>([
    ['a short look much later', 40, 10],
    ['a look that follows on the first', 330, 10],
    ['a look back from before', 20, 5],
  ])('has no hole after %s', async (_what, first, count) => {
    const { deps } = await holding([]);
    await barHistory(deps, { ...QUERY, upTo: day(first), count });
    await barHistory(deps, { ...QUERY, count });
    const { bars } = await barHistory(deps, { ...QUERY, count: 390 });
    expect(bars.map(({ closedAt }) => closedAt)).toEqual(range(11, 400).map(day));
  });

  it('of the past has no hole where only later bars are known to be whole', async () => {
    const { deps } = await holding([...range(40, 60), ...range(391, 400)], stretch(391, 400));
    const { bars } = await barHistory(deps, { ...QUERY, upTo: day(100), count: 80 });
    expect(bars.map(({ closedAt }) => closedAt)).toEqual(range(21, 100).map(day));
    expect(await deps.bars.whole(SYMBOL, '1d')).toEqual(stretch(391, 400));
  });

  it('has no hole where a write of many older ones was cut off', async () => {
    const { deps } = await holding([]);
    await barHistory(deps, { ...QUERY, count: 50 });
    const { putFirst } = deps.bars;
    const dying: typeof deps.bars = {
      ...deps.bars,
      putFirst: async (series, interval, bars) => {
        await putFirst(
          series,
          interval,
          bars.filter((_, place) => place < 20 || place > 120),
        );
        throw new Error('killed');
      },
    };
    await expect(barHistory({ ...deps, bars: dying }, { ...QUERY, count: 300 })).rejects.toThrow('killed');
    const { bars } = await barHistory(deps, { ...QUERY, count: 300 });
    expect(bars.map(({ closedAt }) => closedAt)).toEqual(range(101, 400).map(day));
  });

  it.each([
    ['where a rejected row stands among those of a later look', [390], [40, 300]],
    ['where a rejected row stands among older ones', [100, 101, 102], [400]],
    ['where most rows are rejected', range(150, 380).filter((index) => index % 3 !== 0), [200, 400]],
  ])('has no hole %s', async (_where, rejected, looks) => {
    const broken = new Set(rejected);
    const bars = BARS.map((bar, index) => (broken.has(index) ? { ...bar, high: bar.low / 2 } : bar));
    const { deps } = world({ bars: { [SYMBOL]: bars }, marketNow: day(TODAY) });
    for (const look of looks) await barHistory(deps, { ...QUERY, upTo: day(look), count: 20 });
    const history = await barHistory(deps, { ...QUERY, count: 150 });
    const wanted = range(0, 400).filter((index) => !broken.has(index));
    expect(history.bars.map(({ closedAt }) => closedAt)).toEqual(wanted.slice(-150).map(day));
  });

  it('is not lengthened behind a stretch that another worker has written meanwhile', async () => {
    const { deps } = await holding(range(10, 50), stretch(10, 50));
    const lengthen = (after: number, through: number) =>
      lengthenWhole(deps, { symbol: SYMBOL, interval: '1d', after: day(after), through: day(through) });
    await lengthen(60, 61);
    expect(await deps.bars.whole(SYMBOL, '1d')).toEqual(stretch(10, 50));
    await lengthen(50, 51);
    expect(await deps.bars.whole(SYMBOL, '1d')).toEqual(stretch(10, 51));
    await lengthen(5, 60);
    expect(await deps.bars.whole(SYMBOL, '1d')).toEqual(stretch(10, 51));
  });

  it('lengthens what is whole at both ends, and asks the source for what is missing only', async () => {
    const { deps, asked } = await holding(range(391, 399), stretch(391, 399));
    await barHistory(deps, { ...QUERY, count: 12 });
    expect(await deps.bars.whole(SYMBOL, '1d')).toEqual(stretch(389, 400));
    expect(asked).toEqual([
      expect.objectContaining({ after: day(391), upTo: day(400) }),
      expect.objectContaining({ upTo: BARS[391]!.startAt, limit: 3 }),
    ]);
  });

  /** A history of which the source has the newest so many bars only, as its plan says, on one day after the other. */
  async function limited() {
    const at = await holding([]);
    return async (index: number, most: number) => {
      const served = memoryMarketData([
        { symbol: SYMBOL, interval: '1d', bars: BARS.slice(Math.max(0, index + 1 - most)) },
      ]);
      let asked = 0;
      const marketData: typeof served = {
        bars: (query) => {
          asked += 1;
          return served.bars(query);
        },
      };
      const upTo = day(index);
      const { bars } = await barHistory({ ...at.deps, marketData }, { ...QUERY, upTo, count: 320 });
      return { asked, bars: bars.length };
    };
  }

  it('is not asked for again beyond the first bar that the source has, until twice as many are known', async () => {
    const look = await limited();
    for (const [place, index] of range(150, 248).entries())
      expect(await look(index, 100)).toEqual({ asked: 1, bars: 100 + place });
    // One for the newest bar, and one for those before the first.
    expect(await look(249, 100)).toEqual({ asked: 1, bars: 199 });
    expect(await look(250, 100)).toEqual({ asked: 2, bars: 200 });
    for (const index of range(251, 300)) expect((await look(index, 100)).asked).toBe(1);
  });

  it('is longer once twice as many are known, where the source has more by then', async () => {
    const look = await limited();
    expect(await look(350, 20)).toEqual({ asked: 1, bars: 20 });
    for (const index of range(351, 369)) expect((await look(index, 400)).asked).toBe(1);
    expect(await look(370, 400)).toEqual({ asked: 2, bars: 320 });
  });

  it('holds no bar that closed after the instant', async () => {
    const { deps } = await holding([]);
    const { bars } = await barHistory(deps, { ...QUERY, upTo: day(TODAY) - 1 });
    expect(bars.at(-1)!.closedAt).toBe(day(TODAY - 1));
  });

  it('is the first reading of each bar, with the source of the newest', async () => {
    const { deps } = await holding([]);
    await deps.bars.putFirst(SYMBOL, '1d', [{ ...standing(395), volume: 7 }]);
    const { bars, source } = await barHistory(deps, QUERY);
    expect(bars.map(({ volume }) => volume)).toEqual(
      range(391, 400).map((index) => (index === 395 ? 7 : BARS[index]!.volume)),
    );
    expect(source).toBe('memory');
  });

  it('of a forecast is 320 bars, and those that they are judged by', async () => {
    const { deps } = await holding([]);
    const question = { symbol: SYMBOL, interval: '1d', horizon: '1d' } as const;
    await expect(predict(deps, question)).rejects.toMatchObject({ code: 'MODEL_NOT_TRAINED' });
    const stored = await deps.bars.newest({ series: SYMBOL, interval: '1d', upTo: day(TODAY), limit: 999 });
    expect(stored).toHaveLength(320 + BARS_BESIDE);
  });
});

describe('bars of a source', () => {
  it('that fail the checks are counted in the log and never served', async () => {
    const { deps } = await holding([]);
    const log = recordingLog();
    const broken = { ...BARS[399]!, high: BARS[399]!.low / 2 };
    const marketData = { bars: async () => ({ source: 'feed', bars: [BARS[398]!, broken, BARS[400]!] }) };
    const fetched = await fetchBars({ ...deps, marketData, log }, QUERY, { upTo: day(TODAY) });
    expect(fetched.map(({ closedAt, source }) => [closedAt, source])).toEqual([
      [day(398), 'feed'],
      [day(400), 'feed'],
    ]);
    expect(log.lines).toEqual([expect.objectContaining({ rejected: 1 })]);
  });
});
