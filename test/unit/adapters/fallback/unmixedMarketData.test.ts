import { unmixedMarketData } from '../../../../lib/adapters/fallback/unmixedMarketData';
import { memoryBarStore } from '../../../../lib/adapters/memory/memoryBarStore';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import type { RawBar } from '../../../../lib/market/bar';
import { barClosedAt } from '../../../../lib/market/barClose';
import type { BarQuery } from '../../../../lib/ports/MarketData';
import { walkBars } from '../../../support/world';

const SYMBOL = 'ACME';
const BARS = walkBars('2023-01-03', '2024-03-01', 9);
const closeOf = ({ startAt }: RawBar) => barClosedAt('1d', startAt)!;
const times = (by: number, bars = BARS) => bars.map((bar) => ({ ...bar, close: bar.close * by }));
const SERIES = { symbol: SYMBOL, interval: '1d' } as const;

/** A provider beside a store that holds bars of a source, with what it was asked. */
async function beside(source: string, held: readonly RawBar[], serves: readonly RawBar[] = BARS) {
  const stored = memoryBarStore();
  await stored.putFirst(
    SYMBOL,
    '1d',
    held.map((bar) => ({ ...bar, closedAt: closeOf(bar), source, quality: [] })),
  );
  if (held.length > 0)
    await stored.markWhole(SYMBOL, '1d', { from: held[0]!.startAt, through: closeOf(held.at(-1)!) });
  const asked: BarQuery[] = [];
  const sound = memoryMarketData([{ ...SERIES, bars: serves }], 'backup');
  const marketData = unmixedMarketData(
    {
      name: 'backup',
      marketData: {
        bars: (query) => {
          asked.push(query);
          return sound.bars(query);
        },
      },
    },
    stored,
  );
  /** The bars from one place on, which follow on those before. */
  const follow = (place: number) =>
    marketData.bars({
      ...SERIES,
      after: closeOf(BARS[place - 1]!),
      upTo: closeOf(BARS[place]!),
      answerBy: 7,
    });
  return { marketData, asked, follow };
}

const REFUSED = { code: 'MARKET_MALFORMED' };

describe('bars that would follow on those of another source', () => {
  it('are served where both tell the same, after one question more', async () => {
    const { follow, asked } = await beside('primary', times(1.001, BARS.slice(0, 200)));
    expect((await follow(200)).bars).toEqual([BARS[200]]);
    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual({
      ...SERIES,
      after: BARS[180]!.startAt,
      upTo: closeOf(BARS[199]!),
      answerBy: 7,
    });
    await follow(200);
    expect(asked).toHaveLength(3);
  });

  it('are refused where they are of another scale, which is told with both prices', async () => {
    const { follow } = await beside('primary', times(2, BARS.slice(0, 200)));
    const { close } = BARS[199]!;
    await expect(follow(200)).rejects.toMatchObject({
      ...REFUSED,
      message: `backup has "ACME" at ${close} in the bar of 2023-10-18T00:00:00.000Z, primary at ${2 * close}: bars of two sources are not mixed. Try again later.`,
    });
    await expect(follow(200)).rejects.toMatchObject(REFUSED);
  });

  it.each([0.994, 0.9951, 1.0049, 1.006])(
    'of %p times the price are judged at half a per cent',
    async (by) => {
      const { follow } = await beside('primary', times(by, BARS.slice(0, 200)));
      const served = follow(200).then(
        () => true,
        () => false,
      );
      expect(await served).toBe(Math.abs(by - 1) < 0.005);
    },
  );

  it('are refused where nothing can be compared', async () => {
    const { follow } = await beside('primary', BARS.slice(0, 200), BARS.slice(200));
    await expect(follow(200)).rejects.toMatchObject({
      ...REFUSED,
      message: expect.stringContaining('backup does not tell what "ACME" was in the bar of 2023-10-18'),
    });
  });

  it('are refused where only two bars of many can be compared', async () => {
    const { follow } = await beside('primary', BARS.slice(0, 200), BARS.slice(198));
    await expect(follow(200)).rejects.toMatchObject(REFUSED);
  });

  it('are served where the other source has few bars, and those are the same', async () => {
    const { follow } = await beside('primary', BARS.slice(199, 200));
    expect((await follow(200)).bars).toEqual([BARS[200]]);
  });

  it('are compared with bars that they stand before as well', async () => {
    const query = { ...SERIES, upTo: BARS[200]!.startAt, limit: 5 };
    const same = await beside('primary', BARS.slice(200));
    expect((await same.marketData.bars(query)).bars).toEqual(BARS.slice(195, 200));
    const other = await beside('primary', times(0.5, BARS.slice(200)));
    await expect(other.marketData.bars(query)).rejects.toMatchObject(REFUSED);
  });

  it.each([
    ['first', 0, 12],
    ['last', 28, 40],
  ])(
    'are refused where only the %s of those that both tell are of another scale',
    async (_which, from, to) => {
      const held = BARS.slice(160, 200).map((bar, place) =>
        place >= from && place < to ? { ...bar, close: bar.close * 2 } : bar,
      );
      const { marketData } = await beside('primary', held);
      await expect(
        marketData.bars({ ...SERIES, upTo: closeOf(BARS[200]!), limit: 41 }),
      ).rejects.toMatchObject(REFUSED);
    },
  );

  it('cost no question more where they hold the bars to compare', async () => {
    const { marketData, asked } = await beside('primary', BARS.slice(0, 200));
    await marketData.bars({ ...SERIES, upTo: closeOf(BARS[200]!), limit: 64 });
    expect(asked).toHaveLength(1);
  });
});

/** Held bars of which those from one place to another are on another scale. */
const heldBut = (
  from: number,
  to: number,
  by: number,
  [first, end]: readonly [number, number] = [160, 200],
) =>
  BARS.slice(first, end).map((bar, place) =>
    place >= from && place < to ? { ...bar, close: bar.close * by } : bar,
  );

describe('of the bars next to those that join them most are the same', () => {
  const older = { ...SERIES, upTo: BARS[160]!.startAt, limit: 5 };
  const newer = { ...SERIES, after: closeOf(BARS[199]!), upTo: closeOf(BARS[200]!) };
  const [across, over] = [
    { ...SERIES, upTo: closeOf(BARS[199]!), limit: 45 },
    { ...SERIES, upTo: closeOf(BARS[200]!), limit: 40 },
  ];

  it.each<[string, BarQuery, number, number, boolean]>([
    ['the first of them differs, of bars that stand before', older, 0, 1, true],
    ['two do', older, 0, 2, false],
    ['nine do', older, 0, 9, false],
    ['nine do behind the first three', older, 3, 12, true],
    ['the last two do, of bars that follow', newer, 38, 40, false],
    ['the last one does', newer, 39, 40, true],
    ['the first two do, of bars that begin before them', across, 0, 2, false],
    ['the first one does', across, 0, 1, true],
    ['the last two do, of bars that end behind them', over, 38, 40, false],
    ['the last one does', over, 39, 40, true],
  ])('where %s', async (_which, query, from, to, isServed) => {
    const { marketData } = await beside('primary', heldBut(from, to, 1 / 7));
    const served = marketData.bars(query);
    if (isServed) expect((await served).bars.length).toBeGreaterThan(0);
    else await expect(served).rejects.toMatchObject(REFUSED);
  });

  it('also where bars that follow on the same few were agreed on', async () => {
    const { marketData } = await beside('primary', heldBut(0, 2, 1 / 7, [180, 200]));
    expect((await marketData.bars(newer)).bars).toHaveLength(1);
    await expect(marketData.bars({ ...older, upTo: BARS[180]!.startAt })).rejects.toMatchObject(REFUSED);
  });
});

describe('bars of a source that has taken down its past by a dividend', () => {
  const ask = { ...SERIES, after: closeOf(BARS[135]!), upTo: closeOf(BARS[200]!) };
  const held = (by: number, since: number) => heldBut(0, 100 - since, 1 / by, [100, 200]);

  it.each([0, 3, 5, 9, 10, 19, 20])('are served with %p bars since', async (since) => {
    for (const by of [0.96, 0.98]) {
      const { marketData } = await beside('backup', held(by, since));
      expect((await marketData.bars(ask)).bars).toEqual(BARS.slice(136, 201));
    }
  });

  it('are refused where what is stored is of another source, or apart by more', async () => {
    const other = await beside('primary', held(0.98, 5));
    await expect(other.marketData.bars(ask)).rejects.toMatchObject(REFUSED);
    const further = await beside('backup', held(0.85, 5));
    await expect(further.marketData.bars(ask)).rejects.toMatchObject(REFUSED);
  });
});

describe('bars are simply served', () => {
  it('where nothing is stored, or bars of the same source', async () => {
    for (const held of [[], times(2, BARS.slice(0, 200))]) {
      const { follow, asked } = await beside('backup', held);
      expect((await follow(200)).bars).toEqual([BARS[200]]);
      expect(asked).toHaveLength(1);
    }
  });

  it('where what is stored lies years before', async () => {
    const old = walkBars('2008-01-02', '2008-12-31', 3);
    const { follow } = await beside('replay', old);
    expect((await follow(200)).bars).toEqual([BARS[200]]);
  });

  it('where there are none', async () => {
    const { marketData } = await beside('primary', times(2, BARS.slice(0, 200)));
    expect(
      (await marketData.bars({ ...SERIES, after: closeOf(BARS.at(-1)!), upTo: Date.UTC(2024, 5, 1) })).bars,
    ).toEqual([]);
  });
});
