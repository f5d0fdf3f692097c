import { tradedMarketData } from '../../../../lib/adapters/fallback/tradedMarketData';
import { memoryBarStore } from '../../../../lib/adapters/memory/memoryBarStore';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import { memorySplitBook } from '../../../../lib/adapters/memory/memorySplitBook';
import { memorySplitFeed } from '../../../../lib/adapters/memory/memorySplitFeed';
import type { RawBar } from '../../../../lib/market/bar';
import { barClosedAt } from '../../../../lib/market/barClose';
import { scaledBar } from '../../../../lib/market/rebasedBars';
import type { BarQuery } from '../../../../lib/ports/MarketData';
import { SEVEN, SPLIT, SYMBOL, traded, UNSPLIT } from '../../../support/splitWorld';

const TRADED = traded();
/** The same by a source that has taken its whole past to the scale since. */
const RESCALED = UNSPLIT.map((bar) => scaledBar(bar, 1 / 7));
const PLACE = TRADED.findIndex(({ startAt }) => startAt === SEVEN.at);
const SERIES = { symbol: SYMBOL, interval: '1d' } as const;
const closeOf = (place: number) => barClosedAt('1d', TRADED[place]!.startAt)!;
const ANNOUNCED = [{ sessionDate: SPLIT, numerator: 7, denominator: 1 }];

type Beside = {
  readonly held: readonly RawBar[];
  readonly serves: readonly RawBar[];
  readonly announced?: typeof ANNOUNCED;
  readonly isConfirmed?: boolean;
};

/** A source beside a store that holds some bars, all that there are from the first to the last. */
async function beside({ held, serves, announced = ANNOUNCED, isConfirmed = false }: Beside) {
  const [bars, splits] = [memoryBarStore(), memorySplitBook()];
  const standing = held.map((bar) => ({
    ...bar,
    closedAt: barClosedAt('1d', bar.startAt)!,
    source: 'before',
    quality: [],
  }));
  await bars.putFirst(SYMBOL, '1d', standing);
  await bars.markWhole(SYMBOL, '1d', { from: standing[0]!.startAt, through: standing.at(-1)!.closedAt });
  if (isConfirmed) await splits.put(SYMBOL, SEVEN);
  const asked: BarQuery[] = [];
  const served = memoryMarketData([{ ...SERIES, bars: serves }]);
  const source = { bars: (query: BarQuery) => (asked.push(query), served.bars(query)) };
  const splitFeed = memorySplitFeed({ [SYMBOL]: announced });
  const { bars: ask } = tradedMarketData(source, { bars, splits, splitFeed });
  /** By what bars of an answer differ from those of some others. */
  const ratios = async (query: Omit<BarQuery, 'symbol' | 'interval'>, others: readonly RawBar[]) => {
    const answer = (await ask({ ...SERIES, ...query })).bars;
    expect(answer.length).toBeGreaterThan(0);
    const shares = answer.map(
      (bar) => bar.close / others.find(({ startAt }) => startAt === bar.startAt)!.close,
    );
    return [...new Set(shares.map((share) => Number(share.toFixed(3))))];
  };
  return { ratios, asked, splits };
}

describe('where what is stored was first read rescaled, and the source tells it as it was traded', () => {
  it.each([
    ['across the split', { upTo: closeOf(PLACE + 9), limit: 40 }],
    ['before it', { upTo: closeOf(PLACE - 3), limit: 30 }],
    ['from before what is stored on', { upTo: closeOf(PLACE + 9), limit: 90 }],
    ['before what is stored', { upTo: TRADED[PLACE - 50]!.startAt, limit: 30 }],
    ['since', { after: closeOf(PLACE), upTo: closeOf(PLACE + 9) }],
  ])('an answer is on the scale of what is stored: %s', async (_where, query) => {
    const { ratios, splits } = await beside({
      held: RESCALED.slice(PLACE - 50, PLACE + 10),
      serves: TRADED,
    });
    expect(await ratios(query, RESCALED)).toEqual([1]);
    expect(await splits.ofSymbol(SYMBOL)).toEqual([]);
  });

  it.each([1, 2, 3, 9, 10, 11])('so it is where only %p bars of before the split are', async (before) => {
    const held = RESCALED.slice(PLACE - before, PLACE + 25);
    const { ratios, asked } = await beside({ held, serves: TRADED });
    expect(await ratios({ upTo: held[0]!.startAt, limit: 30, answerBy: 7 }, RESCALED)).toEqual([1]);
    expect(asked.map(({ answerBy }) => answerBy)).toEqual([7, 7]);
    expect(await ratios({ upTo: closeOf(PLACE + 24), limit: 200 }, RESCALED)).toEqual([1]);
  });

  it('so it is where the split is confirmed, and nobody announces it any more', async () => {
    const { ratios } = await beside({
      held: RESCALED.slice(PLACE - 50, PLACE + 10),
      serves: TRADED,
      announced: [],
      isConfirmed: true,
    });
    expect(await ratios({ upTo: closeOf(PLACE + 9), limit: 40 }, RESCALED)).toEqual([1]);
  });

  it.each([1, 3, 30])(
    'older bars are refused where nobody announced it, with %p bars of before it stored',
    async (before) => {
      const held = RESCALED.slice(PLACE - before, PLACE + 25);
      const { ratios } = await beside({ held, serves: TRADED, announced: [] });
      await expect(ratios({ upTo: held[0]!.startAt, limit: 30 }, RESCALED)).rejects.toMatchObject({
        code: 'MARKET_MALFORMED',
        message: expect.stringContaining('at 7 of what they were'),
      });
    },
  );
});

it.each([0, 1, 2])(
  'newer bars that meet stored ones behind a step are compared further back, %p of them stored',
  async (since) => {
    const held = TRADED.slice(PLACE - 30, PLACE + since);
    const { ratios, asked, splits } = await beside({ held, serves: RESCALED });
    expect(await ratios({ after: closeOf(PLACE - 1), upTo: closeOf(PLACE + 9) }, TRADED)).toEqual([1]);
    expect(asked).toHaveLength(2);
    expect(await splits.ofSymbol(SYMBOL)).toEqual([SEVEN]);
  },
);

describe('older bars than those that are stored', () => {
  it('are told as they come where these begin with the split', async () => {
    const { ratios, asked } = await beside({ held: TRADED.slice(PLACE, PLACE + 25), serves: TRADED });
    expect(await ratios({ upTo: TRADED[PLACE]!.startAt, limit: 30 }, TRADED)).toEqual([1]);
    expect(asked).toHaveLength(2);
  });

  it('cost no question more where no step lies between', async () => {
    const held = TRADED.slice(PLACE - 30, PLACE + 25);
    const { ratios, asked } = await beside({ held, serves: TRADED });
    expect(await ratios({ upTo: held[0]!.startAt, limit: 30 }, TRADED)).toEqual([1]);
    expect(asked).toHaveLength(1);
  });

  it('are scaled back where their source has rescaled its past since by what was announced', async () => {
    const held = TRADED.slice(PLACE - 30, PLACE + 25);
    const { ratios, splits } = await beside({ held, serves: RESCALED });
    expect(await ratios({ upTo: held[0]!.startAt, limit: 30 }, TRADED)).toEqual([1]);
    expect(await splits.ofSymbol(SYMBOL)).toEqual([SEVEN]);
  });
});
