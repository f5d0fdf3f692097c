import { memoryBarStore } from '../../../lib/adapters/memory/memoryBarStore';
import { memorySplitBook } from '../../../lib/adapters/memory/memorySplitBook';
import { notedBars } from '../../../lib/app/notedBars';
import type { BarNote } from '../../../lib/market/bar';
import type { BarStore, StoredBar } from '../../../lib/ports/BarStore';
import { dailyBars, type Prices } from '../../support/madeBars';

const CALM = Array.from({ length: 70 }, (_, place): Prices => ({
  close: place % 2 === 0 ? 100 : 101,
  high: 101.5,
  low: 99.5,
}));
const SERIES = { symbol: 'AAPL', interval: '1d' } as const;
const HALT: Prices = { close: 101, open: 101, volume: 0 };

const stored = (rows: readonly Prices[], quality: StoredBar['quality'] = []): readonly StoredBar[] =>
  dailyBars(rows).bars.map((bar) => ({ ...bar, source: 'fmp', quality }));

/** Beside bars of a symbol that has never split. */
const among = (bars: BarStore) => ({
  bars,
  splits: memorySplitBook(),
  marketClock: { now: () => Number.MAX_SAFE_INTEGER, ended: () => false },
});

type Told = readonly (readonly BarNote[])[];

/** What is noted of the first `count` bars after the calm ones, all of which are stored. */
async function noted(more: readonly Prices[], count = more.length, calm = CALM): Promise<Told> {
  const bars = memoryBarStore();
  const all = stored([...calm, ...more]);
  await bars.putFirst('AAPL', '1d', all);
  const page = all.slice(calm.length, calm.length + count);
  return (await notedBars(among(bars), { ...SERIES, page })).map(({ quality }) => quality);
}

describe('what is noted of bars', () => {
  it.each<[string, readonly Prices[], number, Told]>([
    ['is nothing of calm ones', [{ close: 101 }, { close: 100 }], 2, [[], []]],
    ['is a jump that nothing confirms yet', [{ close: 150 }], 1, [['unconfirmed']]],
    ['is a jump that went back', [{ close: 150 }, { close: 101, open: 101 }], 2, [['unconfirmed'], []]],
    ['is a jump that went back behind the page', [{ close: 150 }, { close: 101 }], 1, [['unconfirmed']]],
    ['is nothing of a jump that was confirmed behind the page', [{ close: 150 }, { close: 151 }], 1, [[]]],
    ['is a halt', [HALT], 1, [['halted']]],
    [
      'is a wick that the next bar does not reach',
      [{ close: 101, high: 150 }, { close: 101 }],
      2,
      [['badPrint'], []],
    ],
    [
      'is nothing of a wick that it reaches',
      [
        { close: 101, high: 150 },
        { close: 101, high: 140 },
      ],
      2,
      [[], ['badPrint']],
    ],
    [
      'is nothing of a wick that is reached behind the page',
      [
        { close: 101, high: 150 },
        { close: 101, high: 140 },
      ],
      1,
      [[]],
    ],
    ['is a wick that nothing confirms yet', [{ close: 101, high: 150 }], 1, [['badPrint']]],
  ])('%s', async (_name, more, count, expected) => {
    expect(await noted(more, count)).toEqual(expected);
  });

  it('is nothing where no bars before say what is usual', async () => {
    expect(await noted([{ close: 150 }], 1, CALM.slice(0, 60))).toEqual([[]]);
    expect(await noted([{ close: 150 }], 1, CALM.slice(0, 61))).toEqual([['unconfirmed']]);
  });

  it.each([0, 3, 4, 6, 70])('is the same wherever the page begins, after %i halts', async (count) => {
    const halts = Array.from({ length: count }, () => HALT);
    const more = [...halts, { close: 100 }, { close: 150 }];
    const calm = [...CALM, ...CALM];
    const bars = memoryBarStore();
    const all = stored([...calm, ...more]);
    await bars.putFirst('AAPL', '1d', all);
    const told = async (from: number) => {
      const page = all.slice(from);
      return (await notedBars(among(bars), { ...SERIES, page })).map(({ quality }) => quality);
    };
    expect((await told(calm.length)).at(-1)).toEqual(['unconfirmed']);
    expect(await told(all.length - 1)).toEqual([['unconfirmed']]);
  });

  it('is what was noted when they were read, and nothing twice', async () => {
    const bars = memoryBarStore();
    await bars.putFirst('AAPL', '1d', stored(CALM));
    const page = stored([...CALM, { ...HALT, close: 101 }], ['zeroVolume', 'badPrint']).slice(CALM.length);
    const [first] = await notedBars(among(bars), { ...SERIES, page });
    expect(first!.quality).toEqual(['zeroVolume', 'badPrint', 'halted']);
    const wick = stored([...CALM, { close: 101, high: 150 }], ['badPrint']).slice(CALM.length);
    expect((await notedBars(among(bars), { ...SERIES, page: wick }))[0]!.quality).toEqual(['badPrint']);
  });

  it('is what their source has told of them since, beside what it told first', async () => {
    const bars = memoryBarStore();
    const all = stored([...CALM, { close: 101 }, { close: 100 }]);
    await bars.putFirst('AAPL', '1d', all);
    const page = all.slice(CALM.length);
    const correction = { ...page[1]!, close: 100.2 };
    await bars.putCorrections('AAPL', '1d', [{ ...all[0]!, close: 1 }, correction]);
    expect(await notedBars(among(bars), { ...SERIES, page })).toEqual([
      page[0],
      { ...page[1], quality: ['corrected'], correction },
    ]);
  });

  it('is nothing of no bars, for which no store is asked', async () => {
    const bars = {
      ...memoryBarStore(),
      newest: () => Promise.reject(new Error('asked')),
      corrections: () => Promise.reject(new Error('asked')),
    };
    expect(await notedBars(among(bars), { ...SERIES, page: [] })).toEqual([]);
  });
});
