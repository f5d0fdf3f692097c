import { memoryBarArchive } from '../../../lib/adapters/memory/memoryBarArchive';
import { archiveBars } from '../../../lib/app/archiveBars';
import { readArchive } from '../../../lib/app/readArchive';
import { verifyArchive } from '../../../lib/app/verifyArchive';
import type { SourcedBar } from '../../../lib/market/bar';
import { barClosedAt } from '../../../lib/market/barClose';
import type { BarArchive } from '../../../lib/ports/BarArchive';
import { Problem } from '../../../lib/problems';
import { standingClock, walkBars } from '../../support/world';

const clock = standingClock(0);
const AAPL = { series: 'AAPL', interval: '1d' } as const;
const WALK = walkBars('2014-12-29', '2016-01-06').map((bar): SourcedBar => {
  return { ...bar, closedAt: barClosedAt('1d', bar.startAt)!, source: 'first', quality: [] };
});

async function archived(archive: BarArchive, stretch: object = {}): Promise<readonly SourcedBar[]> {
  const bars: SourcedBar[] = [];
  for await (const ofYear of readArchive({ archive, clock }, { ...AAPL, ...stretch })) bars.push(...ofYear);
  return bars;
}

describe('bars that are archived', () => {
  test('are read oldest first, of any stretch, whatever their order was', async () => {
    const archive = memoryBarArchive();
    expect(await archiveBars({ archive, clock }, { ...AAPL, bars: [...WALK].reverse() })).toBe(WALK.length);
    expect((await archive.years()).map(({ year }) => year)).toEqual([2014, 2015, 2016]);
    expect(await archived(archive)).toEqual(WALK);
    const [from, before] = [WALK[2]!.startAt, WALK[200]!.startAt];
    expect(await archived(archive, { from, before })).toEqual(WALK.slice(2, 200));
    expect(await archived(archive, { from: WALK.at(-1)!.startAt })).toEqual(WALK.slice(-1));
    expect(await archived(archive, { interval: '5min' })).toEqual([]);
  });

  test('stay as they were read first, within one bringing and between two', async () => {
    const archive = memoryBarArchive();
    const later = WALK.map((bar) => ({ ...bar, close: bar.close + 1, source: 'second' }));
    await archiveBars({ archive, clock }, { ...AAPL, bars: [...WALK.slice(5), ...later.slice(5, 9)] });
    expect(await archiveBars({ archive, clock }, { ...AAPL, bars: later })).toBe(5);
    expect(await archived(archive)).toEqual([...later.slice(0, 5), ...WALK.slice(5)]);
  });

  test('lie beside those that somebody else has archived meanwhile', async () => {
    const inner = memoryBarArchive();
    let races = 3;
    const archive: BarArchive = {
      ...inner,
      async replace(year, tag) {
        races -= 1;
        if (races >= 0) await archiveBars({ archive: inner, clock }, { ...AAPL, bars: [WALK[10 + races]!] });
        return inner.replace(year, tag);
      },
    };
    const bars = WALK.slice(20, 30);
    expect(await archiveBars({ archive, clock }, { ...AAPL, bars })).toBe(10);
    expect(await archived(inner)).toEqual([...WALK.slice(10, 13), ...bars]);
  });

  test('are not written again where none of them is new', async () => {
    const inner = memoryBarArchive();
    await archiveBars({ archive: inner, clock }, { ...AAPL, bars: WALK });
    const archive: BarArchive = {
      ...inner,
      replace: async () => Promise.reject(new Error('it was written')),
    };
    expect(await archiveBars({ archive, clock }, { ...AAPL, bars: WALK.slice(3, 7) })).toBe(0);
  });

  test('are given up where others always come first', async () => {
    const archive = { ...memoryBarArchive(), replace: async () => false };
    await expect(archiveBars({ archive, clock }, { ...AAPL, bars: WALK })).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: 'Bars of "AAPL" in 2014 are being archived by others, 8 times in a row. Try again.',
    });
  });
});

describe('verifying', () => {
  const verified = async (archive: BarArchive) => {
    const years = [];
    for await (const year of verifyArchive({ archive, clock })) years.push(year);
    return years.map(({ year, bars, missing, missingFrom, damage }) => [
      year,
      bars,
      missing,
      missingFrom && new Date(missingFrom).toISOString().slice(0, 10),
      damage,
    ]);
  };

  test('tells the bars that are missing between others, also around New Year', async () => {
    const archive = memoryBarArchive();
    const holes = ['2015-01-02', '2015-01-05', '2015-06-01'].map((date) => Date.parse(`${date}T00:00:00Z`));
    const bars = WALK.filter(({ startAt }) => !holes.includes(startAt));
    await archiveBars({ archive, clock }, { ...AAPL, bars });
    await archiveBars({ archive, clock }, { ...AAPL, series: 'B', bars: WALK.slice(-1) });
    expect(await verified(archive)).toEqual([
      [2014, 3, 0, undefined, undefined],
      [2015, 249, 3, '2015-01-02', undefined],
      [2016, 3, 0, undefined, undefined],
      [2016, 1, 0, undefined, undefined],
    ]);
  });

  test('tells how many bars a source has not had before its first, in the years that it was asked for', async () => {
    const archive = memoryBarArchive();
    const year = (of: number, from = '01-01', through = `${of + 1}-01-01`) => ({
      ...{ ...AAPL, year: of },
      whole: { from: Date.parse(`${of}-${from}T00:00:00Z`), through: Date.parse(`${through}T00:00:00Z`) },
    });
    const listed = WALK.filter(({ startAt }) => startAt >= Date.UTC(2015, 2, 2));
    const of2015 = listed.filter(({ startAt }) => startAt < Date.UTC(2016, 0, 1));
    await archive.replace({ ...year(2013, '12-01'), bars: [] }, undefined);
    await archive.replace({ ...year(2014), bars: [] }, undefined);
    await archive.replace({ ...year(2015), bars: of2015 }, undefined);
    await archive.replace({ ...year(2016), bars: listed.slice(-2) }, undefined);
    const told = [];
    for await (const { missing, notHad, damage } of verifyArchive({ archive, clock }))
      told.push([missing, notHad, damage]);
    expect(told).toEqual([
      [0, 21, undefined],
      [0, 252, undefined],
      [0, 39, undefined],
      [1, 0, undefined],
    ]);
  });

  test('tells a year that says neither that it has bars nor that there are none', async () => {
    const archive = memoryBarArchive();
    await archive.replace({ ...AAPL, year: 2015, whole: undefined, bars: [] }, undefined);
    expect(await verified(archive)).toEqual([
      [2015, 0, 0, undefined, 'It has no bars, and no source has said that there are none: delete it.'],
    ]);
  });

  test('tells bars that are not sound, and objects that are damaged, and goes on', async () => {
    const inner = memoryBarArchive();
    const spoilt = WALK.map((bar, at) => (at === 9 ? { ...bar, high: bar.low / 2 } : bar));
    await archiveBars({ archive: inner, clock }, { ...AAPL, bars: spoilt });
    const archive: BarArchive = {
      ...inner,
      async read(place) {
        if (place.year === 2014) throw new Problem('BARS_INVALID', 'cut short');
        return inner.read(place);
      },
    };
    expect(await verified(archive)).toEqual([
      [2014, 0, 0, undefined, 'cut short'],
      [
        2015,
        252,
        1,
        '2015-01-12',
        '1 bars are not sound, the first at "2015-01-12T00:00:00.000Z": highBelowLow.',
      ],
      [2016, 3, 0, undefined, undefined],
    ]);
  });

  test('tells whose bars a year holds', async () => {
    const archive = memoryBarArchive();
    const bars = WALK.slice(3, 6).map((bar, at) => (at === 1 ? { ...bar, source: 'second' } : bar));
    await archiveBars({ archive, clock }, { ...AAPL, bars });
    for await (const { sources } of verifyArchive({ archive, clock }))
      expect(sources).toEqual(['first', 'second']);
    expect(await verified(archive)).toHaveLength(1);
  });

  test('fails where the archive does not answer', async () => {
    const read = async () => Promise.reject(new Problem('STORE_UNAVAILABLE', 'gone'));
    const archive = { ...memoryBarArchive(), read };
    await archiveBars(
      { archive: { ...archive, read: async () => undefined }, clock },
      { ...AAPL, bars: WALK },
    );
    await expect(verified(archive)).rejects.toThrow('gone');
  });
});
