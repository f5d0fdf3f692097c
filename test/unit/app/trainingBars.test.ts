import { memoryBarArchive } from '../../../lib/adapters/memory/memoryBarArchive';
import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { archiveBars } from '../../../lib/app/archiveBars';
import { trainingBars } from '../../../lib/app/trainingBars';
import type { RawBar, SourcedBar } from '../../../lib/market/bar';
import { barClosedAt } from '../../../lib/market/barClose';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { scaledBar } from '../../../lib/market/rebasedBars';
import type { BarArchive } from '../../../lib/ports/BarArchive';
import type { AnnouncedSplit, SplitFeed } from '../../../lib/ports/SplitFeed';
import type { MarketData } from '../../../lib/ports/MarketData';
import { Problem } from '../../../lib/problems';
import { recordingLog } from '../../support/recordingLog';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'ACME';
const NOW = sessionOn('2024-06-03')!.closeAt;
const BARS = walkBars('2015-01-02', '2024-06-03', 3);
/** A plan that has no more than the last hundred bars. */
const RECENT = BARS.slice(-100);

const sourced = (bars: readonly RawBar[]): readonly SourcedBar[] =>
  bars.map((bar) => ({
    ...bar,
    closedAt: barClosedAt('1d', bar.startAt)!,
    source: 'import',
    quality: [],
  }));

type Given = {
  readonly archived?: readonly RawBar[];
  readonly served?: readonly RawBar[];
  readonly archive?: (archive: BarArchive) => BarArchive;
};

async function trained({ archived = [], served = RECENT, archive: wrapped = (one) => one }: Given) {
  const { deps } = world({ bars: {}, marketNow: NOW });
  const archive = memoryBarArchive();
  await archiveBars(
    { archive, clock: deps.clock },
    { series: SYMBOL, interval: '1d', bars: sourced(archived) },
  );
  const source = memoryMarketData([{ symbol: SYMBOL, interval: '1d', bars: served }], 'vendor');
  const asked: unknown[] = [];
  const marketData: MarketData = {
    bars: (query) => {
      asked.push(query.limit ?? 'since');
      return source.bars(query);
    },
  };
  const log = recordingLog();
  const known = { ...deps, archive: wrapped(archive), marketData, log };
  const { bars, source: told } = await trainingBars(known, SYMBOL, '1d');
  const starts = bars.map(({ startAt }) => startAt);
  const warned = log.lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
  return { starts, told, asked, warned };
}

const SPLIT: AnnouncedSplit = { sessionDate: '2021-06-01', numerator: 4, denominator: 1 };

const startsOf = (bars: readonly RawBar[]) => bars.map(({ startAt }) => startAt);

describe('bars to train on', () => {
  it('are those of the source where nothing is archived', async () => {
    const { starts, asked, warned } = await trained({});
    expect(starts).toEqual(startsOf(RECENT));
    expect([asked, warned]).toEqual([[5_000], []]);
  });

  it('reach as far back as the archive, and as near as the source', async () => {
    const { starts, told, warned } = await trained({ archived: BARS.slice(0, -40) });
    expect(starts).toEqual(startsOf(BARS));
    expect([told, warned]).toEqual(['vendor', []]);
  });

  it('are those of the source where it has more', async () => {
    const { starts } = await trained({ archived: BARS.slice(-300), served: BARS });
    expect(starts).toEqual(startsOf(BARS));
  });

  it.each<[string, readonly RawBar[]]>([
    ['tells other prices', BARS.slice(0, -40).map((bar) => scaledBar(bar, 0.5))],
    ['ends before the source begins', BARS.slice(0, -101)],
    ['meets the source in too few bars', BARS.slice(0, -91)],
  ])('are not those of an archive that %s', async (_what, archived) => {
    const { starts, warned } = await trained({ archived });
    expect(starts).toEqual(startsOf(RECENT));
    expect(warned).toEqual(['archive set aside']);
  });

  it.each<[string, readonly SourcedBar[], number]>([
    ['are not those before a hole', sourced(BARS.slice(0, -40)).toSpliced(1_000, 11), 1_011],
    ['go over a halt of ten bars', sourced(BARS.slice(0, -40)).toSpliced(1_000, 10), 0],
    [
      'are not those of another source before',
      sourced(BARS.slice(0, -40)).map((bar, place) => (place < 700 ? { ...bar, source: 'other' } : bar)),
      700,
    ],
  ])('%s', async (_what, bars, first) => {
    const { deps } = world({ bars: {}, marketNow: NOW });
    const archive = memoryBarArchive();
    await archiveBars({ archive, clock: deps.clock }, { series: SYMBOL, interval: '1d', bars });
    const marketData = memoryMarketData([{ symbol: SYMBOL, interval: '1d', bars: RECENT }]);
    const trained = await trainingBars({ ...deps, archive, marketData }, SYMBOL, '1d');
    expect(trained.bars[0]!.startAt).toBe(BARS[first]!.startAt);
    expect(trained.bars.at(-1)!.startAt).toBe(BARS.at(-1)!.startAt);
  });

  it('are not those before a year that is missing', async () => {
    const isOf = (year: number) => (bar: RawBar) => new Date(bar.startAt).getUTCFullYear() === year;
    const { starts } = await trained({ archived: BARS.slice(0, -40).filter((bar) => !isOf(2020)(bar)) });
    expect(starts).toEqual(startsOf(BARS.filter(({ startAt }) => startAt >= Date.UTC(2021, 0, 1))));
  });

  it('are not those of, and before, a year that is damaged', async () => {
    const { starts, warned } = await trained({
      archived: BARS.slice(0, -40),
      archive: (archive) => ({
        ...archive,
        read: (place) =>
          place.year === 2022 ? Promise.reject(new Problem('BARS_INVALID', 'damaged')) : archive.read(place),
      }),
    });
    expect(starts).toEqual(startsOf(BARS.filter(({ startAt }) => startAt >= Date.UTC(2023, 0, 1))));
    expect(warned).toEqual(['archive damaged']);
  });

  it('are none that had not closed, although the archive knows them', async () => {
    const later = walkBars('2015-01-02', '2024-12-31', 3);
    const { starts, warned } = await trained({ archived: later, served: RECENT });
    expect(starts).toEqual(startsOf(BARS));
    expect(warned).toEqual([]);
  });

  it('are, of a tenant, those that were imported, and nothing archived under the same name', async () => {
    const { deps } = world({ bars: {}, marketNow: NOW });
    const series = 'acme/DESK';
    const archive = memoryBarArchive();
    const bars = sourced(BARS.slice(0, -40));
    await archiveBars({ archive, clock: deps.clock }, { series, interval: '1d', bars });
    const marketData = memoryMarketData([{ symbol: series, interval: '1d', bars: RECENT }]);
    const trained = await trainingBars({ ...deps, archive, marketData }, series, '1d');
    expect(startsOf(trained.bars)).toEqual(startsOf(RECENT));
  });

  it.each<[string, readonly AnnouncedSplit[] | undefined, number]>([
    ['on the scale of the last where they go over a split that was announced', [SPLIT], 1],
    ['as they were traded where nobody announced one', [], 1 / 4],
    ['on that scale where the session after was announced', [{ ...SPLIT, sessionDate: '2021-06-02' }], 1],
    [
      'as they were traded where another week was announced',
      [{ ...SPLIT, sessionDate: '2021-06-14' }],
      1 / 4,
    ],
    ['as they were traded where nobody can tell', undefined, 1 / 4],
  ])('are %s', async (_how, told, scale) => {
    const { deps } = world({ bars: {}, marketNow: NOW });
    const traded = BARS.map((bar) => (bar.startAt < Date.parse(SPLIT.sessionDate) ? scaledBar(bar, 4) : bar));
    const asked: unknown[] = [];
    const splitFeed: SplitFeed = {
      splits: async (query) => {
        asked.push(query);
        if (told === undefined) throw new Problem('MARKET_UNAVAILABLE', 'down');
        return told;
      },
    };
    const marketData = memoryMarketData([{ symbol: SYMBOL, interval: '1d', bars: traded }]);
    const { bars } = await trainingBars({ ...deps, marketData, splitFeed }, SYMBOL, '1d');
    expect(bars[0]!.close * scale).toBeCloseTo(BARS[0]!.close, 9);
    expect(bars.at(-1)!.close).toBe(BARS.at(-1)!.close);
    expect(asked).toEqual([{ symbol: SYMBOL, fromDate: '2015-01-02', toDate: '2024-06-03' }]);
  });

  it('are no more than five thousand', async () => {
    const many = walkBars('2000-01-03', '2024-06-03', 5);
    const { starts, asked } = await trained({ archived: many.slice(0, -40), served: many.slice(-100) });
    expect(starts).toEqual(startsOf(many.slice(-5_000)));
    expect(asked).toEqual(['since']);
  });
});
