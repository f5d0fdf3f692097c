import { fallbackSplits } from '../../../../lib/adapters/fallback/fallbackSplits';
import { memorySplitFeed } from '../../../../lib/adapters/memory/memorySplitFeed';
import type { SplitFeed, SplitQuery } from '../../../../lib/ports/SplitFeed';
import { Problem, type ProblemCode } from '../../../../lib/problems';
import { vendorWorld } from '../../../support/vendorWorld';

const NOW = Date.UTC(2024, 6, 2, 15);
const SPLIT = { sessionDate: '2024-07-02', numerator: 4, denominator: 1 };
const ASKED = { symbol: 'A', fromDate: '2024-07-01', toDate: '2024-07-05' };

const world = vendorWorld(NOW);
const asked: SplitQuery[] = [];
beforeEach(() => {
  asked.splice(0);
  world.clock.set(NOW);
});

const heard = (feed: SplitFeed): SplitFeed => ({
  splits: (query) => {
    asked.push(query);
    return feed.splits(query);
  },
});
const knowing = heard(memorySplitFeed({ A: [SPLIT] }));
const failing = (code: ProblemCode): SplitFeed =>
  heard({ splits: () => Promise.reject(new Problem(code, `It is ${code}.`)) });
const both = (one: SplitFeed, two: SplitFeed, longestMs?: number) =>
  fallbackSplits(
    [
      { name: 'one', splitFeed: one },
      { name: 'two', splitFeed: two },
    ],
    { ...world, longestMs },
  );

describe('splits of providers in their order', () => {
  it('are those of the first that has some: one that has none may not know of them yet', async () => {
    expect(await both(knowing, failing('MARKET_AUTH')).splits(ASKED)).toEqual([SPLIT]);
    expect(asked).toHaveLength(1);
    expect(await both(memorySplitFeed({}), knowing).splits(ASKED)).toEqual([SPLIT]);
    expect(await both(memorySplitFeed({}), failing('MARKET_AUTH')).splits(ASKED)).toEqual([]);
    expect(await both(failing('MARKET_AUTH'), memorySplitFeed({})).splits(ASKED)).toEqual([]);
  });

  it('are those of the next while the first does not serve, and the log says so', async () => {
    expect(await both(failing('SYMBOL_UNKNOWN'), knowing).splits(ASKED)).toEqual([SPLIT]);
    expect(world.log.lines.at(-1)).toEqual({
      level: 'warn',
      message: 'splits of another source',
      symbol: 'A',
      source: 'two',
      instead: [{ provider: 'one', code: 'SYMBOL_UNKNOWN' }],
    });
  });

  it('are not asked of a provider again within the hour whose plan lacks the symbol', async () => {
    const feed = both(failing('MARKET_ENTITLEMENT'), memorySplitFeed({ A: [SPLIT] }));
    for (const symbol of ['A', 'A', 'B', 'A']) await feed.splits({ ...ASKED, symbol });
    expect(asked.map(({ symbol }) => symbol)).toEqual(['A', 'B']);
    world.clock.advance(3_600_000);
    expect(await feed.splits(ASKED)).toEqual([SPLIT]);
    expect(asked).toHaveLength(3);
  });

  it('are waited for twenty seconds together, each with its share, or as long as is said', async () => {
    const down = failing('MARKET_UNAVAILABLE');
    await both(down, knowing).splits(ASKED);
    await both(down, knowing, 50_000).splits(ASKED);
    await both(knowing, down).splits({ ...ASKED, answerBy: 7 });
    expect(asked.map(({ answerBy }) => answerBy)).toEqual([
      NOW + 10_000,
      NOW + 20_000,
      NOW + 25_000,
      NOW + 50_000,
      7,
    ]);
  });

  it.each([
    ['SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN'],
    ['MARKET_UNAVAILABLE', 'SYMBOL_UNKNOWN', 'SYMBOL_UNKNOWN'],
    ['MARKET_AUTH', 'SYMBOL_UNKNOWN', 'MARKET_AUTH'],
    ['MARKET_ENTITLEMENT', 'MARKET_UNAVAILABLE', 'MARKET_ENTITLEMENT'],
  ] as const)('that say %s and %s are together %s', async (one, two, code) => {
    await expect(both(failing(one), failing(two)).splits(ASKED)).rejects.toMatchObject({
      code,
      details: [
        { provider: 'one', code: one },
        { provider: 'two', code: two },
      ],
    });
  });

  it('do not hide a bug', async () => {
    const broken: SplitFeed = { splits: () => Promise.reject(new TypeError('a bug')) };
    await expect(both(broken, knowing).splits(ASKED)).rejects.toBeInstanceOf(TypeError);
  });
});
