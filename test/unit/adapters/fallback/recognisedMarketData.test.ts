import { recognisedMarketData } from '../../../../lib/adapters/fallback/recognisedMarketData';
import { memoryBarStore } from '../../../../lib/adapters/memory/memoryBarStore';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import type { RawBar } from '../../../../lib/market/bar';
import { barClosedAt } from '../../../../lib/market/barClose';
import { scaledBar } from '../../../../lib/market/rebasedBars';
import type { BarQuery } from '../../../../lib/ports/MarketData';
import { walkBars } from '../../../support/world';

const SYMBOL = 'ACME';
const SERIES = { symbol: SYMBOL, interval: '1d' } as const;
const BARS = walkBars('2023-01-03', '2024-03-01', 9);
const PLACE = 200;
const closeOf = ({ startAt }: RawBar) => barClosedAt('1d', startAt)!;

/** Another symbol, which stood at so many times the price when the last stored bar closed. */
function otherAt(times: number): readonly RawBar[] {
  const other = walkBars('2023-01-03', '2024-03-01', 77);
  const factor = (times * BARS[PLACE - 1]!.close) / other[PLACE - 1]!.close;
  return other.map((bar) => scaledBar(bar, factor));
}

/** Bars of which those from some places back, counted from the first that is asked for, are told otherwise. */
const changed = (from: number, to: number, change: (bar: RawBar) => RawBar) =>
  BARS.map((bar, place) => (place >= PLACE - from && place < PLACE - to ? change(bar) : bar));

const rounded = (bar: RawBar): RawBar => ({ ...bar, close: Math.round(bar.close * 100) / 100 });

/** What a source tells that serves some bars beside others that are stored, with what it was asked. */
async function beside(serves: readonly RawBar[], held: readonly RawBar[] = BARS.slice(0, PLACE)) {
  const stored = memoryBarStore();
  const standing = held.map((bar) => ({ ...bar, closedAt: closeOf(bar), source: 'fmp', quality: [] }));
  await stored.putFirst(SYMBOL, '1d', standing);
  const sound = memoryMarketData([{ ...SERIES, bars: serves }], 'fmp');
  const asked: BarQuery[] = [];
  const source = { bars: (query: BarQuery) => (asked.push(query), sound.bars(query)) };
  const marketData = recognisedMarketData({ name: 'fmp', marketData: source }, stored);
  const query = { ...SERIES, after: closeOf(BARS[PLACE - 1]!), upTo: closeOf(BARS[PLACE + 2]!), answerBy: 7 };
  return { marketData, asked, query, follow: async () => (await marketData.bars(query)).bars };
}

const REFUSED = { code: 'MARKET_MALFORMED' };

describe('bars that follow on stored ones', () => {
  it.each([0.5, 0.95, 1.05, 1.5, 2.37, 3])(
    'are refused where they are of another symbol, at %p of the price',
    async (times) => {
      const { follow } = await beside(otherAt(times));
      await expect(follow()).rejects.toMatchObject({
        ...REFUSED,
        message: expect.stringMatching(/^fmp has "ACME" at .*: they may be of another symbol\. Try again/),
      });
    },
  );

  it.each([
    ['are refused where no more than two thirds of the past are lower by one factor', 3, true],
    ['are served where nearly all of it is', 19, false],
  ])('%s', async (_how, each, isRefused) => {
    const serves = BARS.map((bar, place) => scaledBar(bar, place % each === 0 ? 0.985 : 0.97));
    const served = (await beside(serves)).follow();
    if (isRefused) await expect(served).rejects.toMatchObject(REFUSED);
    else expect(await served).toHaveLength(3);
  });

  it('are refused where their source has taken its whole past to another scale', async () => {
    const { follow } = await beside(BARS.map((bar) => scaledBar(bar, 0.5)));
    await expect(follow()).rejects.toMatchObject(REFUSED);
  });

  it.each<[string, readonly RawBar[]]>([
    ['is as it was', BARS],
    ['was rounded to cents', BARS.map(rounded)],
    ['was corrected in nine of the last twenty', changed(9, 0, (bar) => scaledBar(bar, 1.2))],
    ['was corrected in all of the last twenty', changed(20, 0, (bar) => scaledBar(bar, 1.2))],
    ['was corrected before the last twenty', changed(40, 20, (bar) => scaledBar(bar, 1.2))],
    ['was taken down by a dividend', BARS.map((bar) => rounded(scaledBar(bar, 0.97)))],
    ...[4, 5, 9, 10].map((since): [string, readonly RawBar[]] => [
      `was taken down by a dividend before the last ${since}`,
      changed(PLACE, since, (bar) => scaledBar(bar, 0.98)),
    ]),
    ['is told of two bars only', otherAt(3).slice(PLACE - 2)],
    ['is not told', otherAt(3).slice(PLACE)],
  ])('are served where the past %s', async (_how, serves) => {
    const { follow } = await beside(serves);
    expect(await follow()).toEqual(serves.filter(({ startAt }) => isWanted(startAt)));
  });

  const isWanted = (startAt: number): boolean =>
    startAt > BARS[PLACE - 1]!.startAt && startAt <= BARS[PLACE + 2]!.startAt;

  it('are refused with the last bar that differs', async () => {
    const { follow } = await beside(changed(PLACE, 3, (bar) => scaledBar(bar, 7)));
    const at = new Date(BARS[PLACE - 4]!.startAt).toISOString();
    await expect(follow()).rejects.toMatchObject({ message: expect.stringContaining(`in the bar of ${at}`) });
  });

  it.each([
    ['are served where the newest of them are told as they are', 20, false],
    ['are refused where fewer than half of these are', 9, true],
  ])('that are asked for again %s', async (_how, same, isRefused) => {
    const { marketData, query } = await beside(changed(PLACE, same, (bar) => scaledBar(bar, 7)));
    const served = marketData.bars({ ...query, after: closeOf(BARS[PLACE - 21]!) });
    if (isRefused) await expect(served).rejects.toMatchObject(REFUSED);
    else expect((await served).bars).toHaveLength(23);
  });

  it('cost one question, from the first of forty stored bars on', async () => {
    const { follow, asked, query } = await beside(BARS);
    await follow();
    expect(asked).toEqual([{ ...query, after: closeOf(BARS[PLACE - 40]!) - 1 }]);
  });

  it('are no more than were asked for', async () => {
    const { marketData, query } = await beside(BARS);
    const { bars } = await marketData.bars({ ...query, limit: 2 });
    expect(bars).toEqual(BARS.slice(PLACE + 1, PLACE + 3));
  });
});

describe('a question is asked as it is', () => {
  it.each<[string, readonly RawBar[], Partial<BarQuery>]>([
    ['where nothing is stored', [], {}],
    ['where what is stored lies long before', BARS.slice(0, 100), {}],
    ['where it has no beginning', BARS.slice(0, PLACE), { limit: 5 }],
  ])('%s', async (_where, held, { limit }) => {
    const { marketData, asked, query } = await beside(otherAt(3), held);
    const { after, ...open } = query;
    const given = limit === undefined ? { ...open, after } : { ...open, limit };
    await marketData.bars(given);
    expect(asked).toEqual([given]);
  });
});

test('of intraday bars no days are asked for that its vendor would tell with another call', async () => {
  const stored = memoryBarStore();
  const at = (day: number, minute: number) => Date.UTC(2024, 6, day, 14, minute);
  const bars = [1, 15].flatMap((day) =>
    [0, 5, 10].map((minute) => ({ startAt: at(day, minute), open: 9, high: 9, low: 9, close: 9, volume: 1 })),
  );
  const standing = bars.map((bar) => ({
    ...bar,
    closedAt: bar.startAt + 300_000,
    source: 'fmp',
    quality: [],
  }));
  await stored.putFirst(SYMBOL, '5min', standing);
  const asked: (number | undefined)[] = [];
  const source = {
    bars: async ({ after }: BarQuery) => (asked.push(after), { source: 'fmp', bars: [] }),
  };
  const marketData = recognisedMarketData({ name: 'fmp', marketData: source }, stored);
  const ask = (upTo: number) =>
    marketData.bars({ symbol: SYMBOL, interval: '5min', after: at(15, 15), upTo });
  await ask(at(15, 20));
  await ask(at(16, 20));
  expect(asked).toEqual([at(1, 5) - 1, at(15, 5) - 1]);
});
