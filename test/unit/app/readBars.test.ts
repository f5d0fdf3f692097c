import type { BarPage } from '../../../lib/app/readBars';
import { readBars } from '../../../lib/app/readBars';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { Problem } from '../../../lib/problems';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const DAYS = sessionsBetween('2024-01-02', '2024-01-31').map(({ date }) => date);
const BARS = walkBars('2024-01-02', '2024-02-29', 5);
const startOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
const NOW = sessionsBetween('2024-01-31', '2024-01-31')[0]!.closeAt;

const closeOf = (index: number) => sessionsBetween(DAYS[index]!, DAYS[index]!)[0]!.closeAt;

type Page = { from?: string; before?: string; after?: string; limit: number };

async function pageOf(query: Page): Promise<BarPage> {
  const { deps } = world({ bars: { [SYMBOL]: BARS }, marketNow: NOW });
  const { from, before, after, limit } = query;
  return readBars(deps, {
    symbol: SYMBOL,
    interval: '1d',
    limit,
    ...(from !== undefined && { from: startOf(from) }),
    ...(before !== undefined && { before: startOf(before) }),
    ...(after !== undefined && { after: startOf(after) }),
  });
}

async function dates(query: Page): Promise<string[]> {
  const { items } = await pageOf(query);
  return items.map((bar) => new Date(bar.startAt).toISOString().slice(0, 10));
}

describe('readBars', () => {
  it.each([
    ['the newest without a beginning', { limit: 3 }, DAYS.slice(-3)],
    [
      'the newest before an end, however far back that lies',
      { before: DAYS[5]!, limit: 2 },
      DAYS.slice(3, 5),
    ],
    ['the oldest from a beginning on', { from: DAYS[4]!, limit: 3 }, DAYS.slice(4, 7)],
    ['those between two ends', { from: DAYS[4]!, before: DAYS[6]!, limit: 10 }, DAYS.slice(4, 6)],
    ['those behind the page before', { from: DAYS[4]!, after: DAYS[6]!, limit: 2 }, DAYS.slice(7, 9)],
    ['none that has not closed', { from: '2024-02-01', limit: 10 }, []],
  ])('serves %s', async (_what, query, expected) => {
    expect(await dates(query)).toEqual(expected);
  });

  it.each<[string, Parameters<typeof pageOf>[0], string | undefined]>([
    ['the last bar of a page with more behind it', { from: DAYS[4]!, limit: 3 }, DAYS[6]],
    [
      'nothing where the page ends with the stretch',
      { from: DAYS[4]!, before: DAYS[7]!, limit: 3 },
      undefined,
    ],
    [
      'nothing where the page ends with the newest bar',
      { after: DAYS[17]!, limit: DAYS.length - 18 },
      undefined,
    ],
    ['nothing for the newest bars, which have only older ones before them', { limit: 3 }, undefined],
    ['nothing for bars before an end', { before: DAYS[5]!, limit: 2 }, undefined],
  ])('names as the place to go on from %s', async (_what, query, next) => {
    expect((await pageOf(query)).next).toBe(next === undefined ? undefined : startOf(next));
  });

  it('begins behind the page before even without a beginning', async () => {
    expect(await dates({ after: DAYS[4]!, limit: 2 })).toEqual(DAYS.slice(5, 7));
  });

  it('serves no bar that begins before its beginning, and none that begins at its end', async () => {
    const between = { from: DAYS[4]!, before: DAYS[4]!, limit: 9 };
    expect(await dates(between)).toEqual([]);
    expect(await dates({ ...between, before: DAYS[5]! })).toEqual([DAYS[4]]);
  });

  it('serves the stored reading of a bar where there is one, and stores none', async () => {
    const { deps } = world({ bars: { [SYMBOL]: BARS }, marketNow: NOW });
    const standing = [5, 6].map((index) => ({
      ...BARS[index]!,
      volume: index,
      closedAt: closeOf(index),
      source: 'stored',
      quality: [],
    }));
    await deps.bars.putFirst(SYMBOL, '1d', standing);
    const query = { symbol: SYMBOL, interval: '1d', from: BARS[5]!.startAt, limit: 3 } as const;
    const { items } = await readBars(deps, query);
    expect(items.map(({ volume, source }) => [volume, source])).toEqual([
      [5, 'stored'],
      [6, 'stored'],
      [BARS[7]!.volume, 'memory'],
    ]);
    expect(await deps.bars.newest({ series: SYMBOL, interval: '1d', upTo: NOW, limit: 99 })).toEqual(
      standing,
    );
  });

  it('leaves out a stored reading that fails the checks', async () => {
    const { deps } = world({ bars: { [SYMBOL]: BARS }, marketNow: NOW });
    const broken = {
      ...BARS[6]!,
      high: BARS[6]!.low / 2,
      closedAt: closeOf(6),
      source: 'stored',
      quality: [],
    };
    await deps.bars.putFirst(SYMBOL, '1d', [broken]);
    const query = { symbol: SYMBOL, interval: '1d', from: BARS[5]!.startAt, limit: 3 } as const;
    const { items } = await readBars(deps, query);
    expect(items.map(({ startAt }) => startAt)).toEqual([BARS[5]!.startAt, BARS[7]!.startAt]);
  });

  it.each(['MARKET_UNAVAILABLE', 'SYMBOL_UNKNOWN'] as const)(
    'serves what is stored while the source says %s',
    async (code) => {
      const { deps } = world({ bars: { [SYMBOL]: BARS }, marketNow: NOW });
      const standing = [3, 4, 5, 6].map((index) => ({
        ...BARS[index]!,
        closedAt: closeOf(index),
        source: 'stored',
        quality: [],
      }));
      await deps.bars.putFirst(SYMBOL, '1d', standing);
      await deps.bars.markWhole(SYMBOL, '1d', { from: BARS[3]!.startAt, through: closeOf(6) });
      const marketData = { bars: () => Promise.reject(new Problem(code, 'Not now.')) };
      const read = async (query: Partial<Parameters<typeof readBars>[1]>) => {
        const page = await readBars(
          { ...deps, marketData },
          { symbol: SYMBOL, interval: '1d', limit: 2, ...query },
        );
        return { starts: page.items.map(({ startAt }) => startAt), next: page.next };
      };
      const starts = standing.map(({ startAt }) => startAt);
      expect(await read({})).toEqual({ starts: starts.slice(-2), next: undefined });
      expect(await read({ from: starts[0]! })).toEqual({ starts: starts.slice(0, 2), next: starts[1] });
      // Bars may have closed behind what is stored: a full page may not be the last.
      expect(await read({ after: starts[1]! })).toEqual({ starts: starts.slice(2), next: starts[3] });
      expect(await read({ after: starts[3]! })).toEqual({ starts: [], next: undefined });
      expect(await read({ before: BARS[6]!.startAt })).toEqual({
        starts: starts.slice(1, 3),
        next: undefined,
      });
      await expect(read({ symbol: 'DEMO.B' })).rejects.toMatchObject({ code });
      for (const hole of [
        { from: BARS[2]!.startAt },
        { after: BARS[2]!.startAt },
        { before: BARS[4]!.startAt },
      ])
        await expect(read(hole)).rejects.toMatchObject({ code });
    },
  );

  it.each<[string, Partial<Parameters<typeof readBars>[1]>, readonly number[] | undefined]>([
    ['from a weekend on before the first whole bar', { from: Date.parse('2024-01-06') }, [4, 5, 6, 7, 8]],
    ['the newest', {}, [4, 5, 6, 7, 8]],
    ['before the end of what is whole', { from: BARS[4]!.startAt, before: BARS[6]!.startAt }, [4, 5]],
    ['before a weekend after its end', { before: Date.parse('2024-01-14'), limit: 3 }, [6, 7, 8]],
    ['before what may be missing', { from: BARS[4]!.startAt, before: BARS[12]!.startAt }, undefined],
    [
      'before what may be missing, a page that does not reach so far',
      { from: BARS[4]!.startAt, before: BARS[12]!.startAt, limit: 2 },
      [4, 5],
    ],
    ['the newest before what may be missing', { before: BARS[12]!.startAt, limit: 2 }, undefined],
    ['from among bars that are not whole', { from: BARS[1]!.startAt }, undefined],
  ])('serves stored bars in an outage: %s', async (_what, query, expected) => {
    const { deps } = world({ bars: { [SYMBOL]: BARS }, marketNow: NOW });
    const standing = [1, 4, 5, 6, 7, 8, 10, 12].map((index) => ({
      ...BARS[index]!,
      closedAt: closeOf(index),
      source: 'stored',
      quality: [],
    }));
    await deps.bars.putFirst(SYMBOL, '1d', standing);
    await deps.bars.markWhole(SYMBOL, '1d', { from: BARS[4]!.startAt, through: closeOf(8) });
    const marketData = { bars: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'Not now.')) };
    const page = readBars({ ...deps, marketData }, { symbol: SYMBOL, interval: '1d', limit: 9, ...query });
    const starts = page.then(({ items }) => items.map(({ startAt }) => startAt));
    if (expected === undefined) await expect(starts).rejects.toMatchObject({ code: 'MARKET_UNAVAILABLE' });
    else expect(await starts).toEqual(expected.map((index) => BARS[index]!.startAt));
  });

  it('does not take a bug of the source for an outage', async () => {
    const { deps } = world({ bars: { [SYMBOL]: BARS }, marketNow: NOW });
    const marketData = { bars: () => Promise.reject(new Error('a bug')) };
    const query = { symbol: SYMBOL, interval: '1d', limit: 2 } as const;
    await expect(readBars({ ...deps, marketData }, query)).rejects.toThrow('a bug');
  });

  it('refuses a symbol that no source knows', async () => {
    const { deps } = world({ bars: {}, marketNow: NOW });
    const query = { symbol: 'NOPE', interval: '1d', limit: 3 } as const;
    await expect(readBars(deps, query)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  });

  it('asks a source for no more of its past than is wanted', async () => {
    const { deps } = world({ bars: { [SYMBOL]: BARS }, marketNow: NOW });
    const asked: (number | undefined)[] = [];
    const marketData: typeof deps.marketData = {
      bars: (query) => {
        asked.push(query.after);
        return deps.marketData.bars(query);
      },
    };
    const query = { symbol: SYMBOL, interval: '1d', limit: 2 } as const;
    const from = startOf(DAYS[3]!);
    await readBars({ ...deps, marketData }, { ...query, from });
    await readBars({ ...deps, marketData }, { ...query, from, after: startOf(DAYS[5]!) });
    expect(asked).toEqual([from, startOf(DAYS[5]!)]);
  });
});
