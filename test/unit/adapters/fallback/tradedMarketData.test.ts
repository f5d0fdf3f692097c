import { tradedMarketData } from '../../../../lib/adapters/fallback/tradedMarketData';
import { memoryBarStore } from '../../../../lib/adapters/memory/memoryBarStore';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import { memorySplitBook } from '../../../../lib/adapters/memory/memorySplitBook';
import { memorySplitFeed } from '../../../../lib/adapters/memory/memorySplitFeed';
import type { RawBar } from '../../../../lib/market/bar';
import { barClosedAt } from '../../../../lib/market/barClose';
import { scaledBar } from '../../../../lib/market/rebasedBars';
import type { KnownSplit } from '../../../../lib/market/split';
import type { BarQuery } from '../../../../lib/ports/MarketData';
import type { AnnouncedSplit, SplitFeed } from '../../../../lib/ports/SplitFeed';
import { Problem } from '../../../../lib/problems';
import {
  closeOf,
  LAST,
  SEVEN,
  SPLIT,
  startOf,
  SYMBOL,
  THIRD,
  traded,
  UNSPLIT,
} from '../../../support/splitWorld';

const TRADED = traded();
/** The same by a source that has taken its whole past to the scale since. */
const RESCALED = UNSPLIT.map((bar) => scaledBar(bar, 1 / 7));
const PLACE = TRADED.findIndex(({ startAt }) => startAt === SEVEN.at);
const SERIES = { symbol: SYMBOL, interval: '1d' } as const;
const ACROSS = { ...SERIES, upTo: closeOf(THIRD), limit: 30 };
const BEFORE = { ...SERIES, upTo: closeOf(LAST), limit: 30 };

type Beside = {
  readonly serves: readonly RawBar[];
  /** Places of the bars that are stored, as they were traded. */
  readonly stored?: readonly [number, number];
  readonly known?: readonly KnownSplit[];
  readonly feed?: SplitFeed | undefined;
};

const announcing = (...splits: readonly (readonly [string, number, number])[]): SplitFeed =>
  memorySplitFeed({
    [SYMBOL]: splits.map(([sessionDate, numerator, denominator]): AnnouncedSplit => ({
      sessionDate,
      numerator,
      denominator,
    })),
  });

/** A source beside a store, with what it was asked, and what it tells as it was traded. */
async function beside({ serves, stored = [0, 0], known = [], feed }: Beside) {
  const [bars, splits] = [memoryBarStore(), memorySplitBook()];
  const standing = TRADED.slice(...stored).map((bar) => ({
    ...bar,
    closedAt: barClosedAt('1d', bar.startAt)!,
    source: 'before',
    quality: [],
  }));
  await bars.putFirst(SYMBOL, '1d', standing);
  for (const split of known) await splits.put(SYMBOL, split);
  const asked: BarQuery[] = [];
  const served = memoryMarketData([{ ...SERIES, bars: serves }]);
  const source = {
    bars: (query: BarQuery) => {
      asked.push(query);
      return served.bars(query);
    },
  };
  const marketData = tradedMarketData(source, { bars, splits, splitFeed: feed });
  /** Whether an answer is as the bars were traded; each bar of it is looked at. */
  const isTraded = async (query: BarQuery) => {
    const answer = (await marketData.bars(query)).bars;
    expect(answer.length).toBeGreaterThan(20);
    return answer.every((bar) => {
      const sold = TRADED.find(({ startAt }) => startAt === bar.startAt)!;
      return (['open', 'high', 'low', 'close', 'volume'] as const).every(
        (field) => Math.abs(bar[field] / sold[field] - 1) < 1e-9,
      );
    });
  };
  return { marketData, asked, splits, isTraded };
}

const CONFIRMED = { known: [SEVEN] };
const STORED = { stored: [0, PLACE] } as const;

describe('once a split is confirmed', () => {
  it.each<[string, Beside, BarQuery, number]>([
    ['of a source that tells bars as they were traded, across it', { serves: TRADED, ...STORED }, ACROSS, 1],
    ['of such a source, before it', { serves: TRADED, ...STORED }, BEFORE, 1],
    ['of such a source, where nothing is stored', { serves: TRADED }, ACROSS, 1],
    [
      'of such a source before it, where nothing is stored, after one question more',
      { serves: TRADED },
      BEFORE,
      2,
    ],
    ['of a source that has rescaled its past, across it', { serves: RESCALED, ...STORED }, ACROSS, 1],
    ['of such a source, before it', { serves: RESCALED, ...STORED }, BEFORE, 1],
    ['of such a source, where nothing is stored', { serves: RESCALED }, ACROSS, 1],
    [
      'of such a source before it, where nothing is stored, after one question more',
      { serves: RESCALED },
      BEFORE,
      2,
    ],
    [
      'of such a source, where two bars are stored',
      { serves: RESCALED, stored: [PLACE - 2, PLACE] },
      ACROSS,
      1,
    ],
  ])('bars are as they were traded: %s', async (_name, given, query, questions) => {
    const { isTraded, asked } = await beside({ ...given, ...CONFIRMED });
    expect(await isTraded({ ...query, answerBy: 7 })).toBe(true);
    expect(asked).toHaveLength(questions);
    expect(asked.every(({ answerBy }) => answerBy === 7)).toBe(true);
  });

  it('bars before a split on the first session after a holiday are as they were traded', async () => {
    const known = [{ ...SEVEN, at: startOf('2024-01-16') }];
    const { isTraded, asked } = await beside({ serves: RESCALED, known });
    expect(await isTraded({ ...SERIES, upTo: closeOf('2024-01-12'), limit: 30 })).toBe(true);
    expect(asked).toHaveLength(2);
  });

  it('bars since are told as they come', async () => {
    const { marketData, asked } = await beside({ serves: RESCALED, ...CONFIRMED });
    const query = { ...SERIES, after: closeOf(SPLIT) - 1, upTo: closeOf(THIRD) };
    expect((await marketData.bars(query)).bars).toEqual(RESCALED.slice(PLACE, PLACE + 3));
    expect(asked).toHaveLength(1);
    expect((await marketData.bars({ ...query, after: closeOf(THIRD) })).bars).toEqual([]);
  });
});

describe('bars are not scaled back', () => {
  it.each(['suspected', 'refuted'] as const)('by a split that is %s', async (state) => {
    const { isTraded } = await beside({ serves: RESCALED, known: [{ ...SEVEN, state }] });
    expect(await isTraded(ACROSS)).toBe(false);
  });
});

describe('stored bars that are of another scale than an answer', () => {
  const [LONG_BEFORE, LATER, AGAIN] = ['2023-11-20', '2024-01-18', '2024-01-19'];
  const known = (state: KnownSplit['state']): readonly KnownSplit[] => [{ ...SEVEN, state }];

  it.each<[string, string, Partial<Beside>]>([
    ['a split', 'which was announced', { feed: announcing([SPLIT, 7, 1]) }],
    ['a split', 'which is suspected as well', { feed: announcing([SPLIT, 7, 1]), known: known('suspected') }],
    ['two splits', 'which were announced', { feed: announcing([LATER, 7, 2], [AGAIN, 2, 1]) }],
    [
      'two splits',
      'one of which is confirmed',
      {
        feed: announcing([LATER, 7, 2], [AGAIN, 2, 1]),
        known: [{ ...SEVEN, at: startOf(LATER), numerator: 7, denominator: 2 }],
      },
    ],
    [
      'a split',
      'where one was announced in the days before',
      { feed: announcing([LONG_BEFORE, 2, 1], [SPLIT, 7, 1]) },
    ],
    ['none', 'where another was announced', { feed: announcing([SPLIT, 3, 2]) }],
    ['none', 'where one of almost that factor was announced', { feed: announcing([SPLIT, 69, 10]) }],
    ['none', 'where half of it was announced', { feed: announcing([LATER, 7, 2]) }],
    ['none', 'where one was announced for another time', { feed: announcing(['2022-06-06', 7, 1]) }],
    ['none', 'where none was announced', { feed: announcing() }],
    ['none', 'where nobody announces any', { feed: undefined }],
  ])('confirm %s, %s', async (found, _name, given) => {
    const isConfirmed = found !== 'none';
    const { marketData, splits } = await beside({ serves: RESCALED, ...STORED, ...given });
    const { bars } = await marketData.bars(ACROSS);
    const confirmed = (await splits.ofSymbol(SYMBOL)).filter(({ state }) => state === 'confirmed');
    expect(confirmed.length > 0).toBe(isConfirmed);
    expect(bars[0]!.close / RESCALED.find(({ startAt }) => startAt === bars[0]!.startAt)!.close).toBeCloseTo(
      isConfirmed ? 7 : 1,
    );
  });

  it.each<[string, Partial<Beside>]>([
    ['where they are the same', { serves: TRADED }],
    ['where that is known', { known: known('confirmed') }],
    ['where these are two', { stored: [PLACE - 2, PLACE] }],
    ['where they differ by less than a split does', { serves: TRADED.map((bar) => scaledBar(bar, 1.09)) }],
    [
      'where they do not differ by one factor',
      { serves: RESCALED.map((bar, place) => scaledBar(bar, 1 + place)) },
    ],
  ])('ask nobody %s', async (_name, given) => {
    const asked: unknown[] = [];
    const feed: SplitFeed = { splits: async (query) => (asked.push(query), []) };
    const { marketData } = await beside({ serves: RESCALED, ...STORED, feed, ...given });
    await marketData.bars(ACROSS);
    expect(asked).toEqual([]);
  });

  it('ask for the days since the first of them, as long as the answer is waited for', async () => {
    const asked: unknown[] = [];
    const feed: SplitFeed = { splits: async (query) => (asked.push(query), []) };
    const { marketData } = await beside({ serves: RESCALED, stored: [PLACE - 9, PLACE], feed });
    await marketData.bars({ ...ACROSS, answerBy: 7 });
    const fromDate = new Date(TRADED[PLACE - 9]!.startAt).toISOString().slice(0, 10);
    expect(asked).toEqual([{ symbol: SYMBOL, fromDate, toDate: THIRD, answerBy: 7 }]);
  });

  it('are not judged where splits cannot be asked for: the answer fails with that', async () => {
    const feed = { splits: () => Promise.reject(new Problem('MARKET_RATE_LIMITED', 'Not now.')) };
    const { marketData } = await beside({ serves: RESCALED, ...STORED, feed });
    await expect(marketData.bars(ACROSS)).rejects.toMatchObject({ code: 'MARKET_RATE_LIMITED' });
  });
});

describe('bars that follow on stored ones with a step', () => {
  /** The bars from the eve of the split on, where those before the eve are stored. */
  const FROM_EVE = { ...SERIES, upTo: closeOf(THIRD), after: barClosedAt('1d', TRADED[PLACE - 2]!.startAt)! };
  const stored = [PLACE - 40, PLACE - 1] as const;
  const closesOf = async ({ marketData }: Awaited<ReturnType<typeof beside>>) =>
    (await marketData.bars(FROM_EVE)).bars.map(({ close }) => Number(close.toFixed(6)));
  const wanted = TRADED.slice(PLACE - 1, PLACE + 3).map(({ close }) => Number(close.toFixed(6)));

  it('are as they were traded where their source has rescaled its past meanwhile by a split that was announced', async () => {
    const feed = announcing([SPLIT, 7, 1]);
    expect((await closesOf(await beside({ serves: RESCALED, stored, feed }))).slice(0, 3)).toEqual(
      wanted.slice(0, 3),
    );
  });

  it('are refused where nobody announced what it has rescaled it by', async () => {
    const { marketData } = await beside({ serves: RESCALED, stored, feed: memorySplitFeed({}) });
    await expect(marketData.bars(FROM_EVE)).rejects.toMatchObject({
      code: 'MARKET_MALFORMED',
      message: expect.stringContaining('0.1429'),
    });
  });

  it('are refused where what is told of the stored ones has nothing to do with them', async () => {
    const other = RESCALED.map((bar, place) => scaledBar(bar, 1 + (place % 7)));
    const { marketData } = await beside({ serves: other, stored, feed: memorySplitFeed({}) });
    await expect(marketData.bars(FROM_EVE)).rejects.toMatchObject({
      code: 'MARKET_MALFORMED',
      message: expect.stringContaining('at prices that have nothing to do with what they were'),
    });
  });

  it('are taken as they are where their source tells the stored ones as they are', async () => {
    const fallen = TRADED.map((bar, place) => (place > PLACE - 2 ? scaledBar(bar, 0.5) : bar));
    const { marketData } = await beside({ serves: fallen, stored, feed: memorySplitFeed({}) });
    const { bars } = await marketData.bars(FROM_EVE);
    expect(bars[0]!.close).toBe(fallen[PLACE - 1]!.close);
  });
});
