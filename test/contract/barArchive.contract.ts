import type { SourcedBar } from '../../lib/market/bar';
import { barsOf } from '../../lib/market/barColumns';
import type { BarsOfYear } from '../../lib/market/encodeBars';
import type { BarArchive } from '../../lib/ports/BarArchive';
import { unique } from '../support/unique';

const MINUTE = 60_000;

function bar(startAt: number, close = 100.25): SourcedBar {
  const numbers = { open: 100, high: 1e300, low: 0.1, close, volume: 0.5 };
  return { startAt, closedAt: startAt + MINUTE, ...numbers, source: 'csv', quality: ['badPrint'] };
}

const yearOf = (series: string, year: number, count = 3): BarsOfYear => ({
  series,
  interval: '1min',
  year,
  whole: { from: Date.UTC(year, 0, 1), through: Date.UTC(year, 5, 1) },
  bars: Array.from({ length: count }, (_, at) => bar(Date.UTC(year, 0, 2, 15, at))),
});

export function barArchiveLaws(make: () => BarArchive): void {
  describe('a bar archive', () => {
    const given = async (archive: BarArchive, year: BarsOfYear) => {
      const found = await archive.read(year);
      if (found === undefined) return undefined;
      const { series, interval, whole } = found.bars;
      return { series, interval, year: found.bars.year, whole, bars: [...barsOf(found.bars)] };
    };

    it.each([
      { law: 'a year', year: yearOf(unique('A'), 2015) },
      {
        law: 'a year of a symbol with signs, and of a tenant',
        year: yearOf(`acme/${unique('^G.S=C')}`, 2016),
      },
      { law: 'a year of a series beyond ASCII', year: yearOf(unique('DÉSK %2F'), 2016) },
      { law: 'a year without a bar, which is not the same as none', year: yearOf(unique('B'), 2016, 0) },
      {
        law: 'a year of which nobody said that it is whole',
        year: { ...yearOf(unique('C'), 2016), whole: undefined },
      },
      { law: 'a year of a hundred thousand bars', year: yearOf(unique('D'), 2016, 100_000) },
    ])('gives back $law', async ({ year }) => {
      const archive = make();
      expect(await archive.read(year)).toBeUndefined();
      expect(await archive.replace(year, undefined)).toBe(true);
      expect(await given(archive, year)).toEqual(year);
    });

    it('writes a year for the first time once', async () => {
      const archive = make();
      const year = yearOf(unique('A'), 2015);
      const tries = [1, 2, 3].map((count) => archive.replace(yearOf(year.series, 2015, count), undefined));
      expect((await Promise.all(tries)).filter((isDone) => isDone)).toHaveLength(1);
    });

    it('writes over what was read, and over nothing else', async () => {
      const archive = make();
      const year = yearOf(unique('A'), 2015);
      await archive.replace(year, undefined);
      const { tag } = (await archive.read(year))!;
      const longer = yearOf(year.series, 2015, 4);
      expect(await archive.replace(longer, tag)).toBe(true);
      expect(await archive.replace(yearOf(year.series, 2015, 5), tag)).toBe(false);
      expect(await given(archive, year)).toEqual(longer);
    });

    it('writes over nothing where there is none', async () => {
      const archive = make();
      const year = yearOf(unique('A'), 2015);
      expect(await archive.replace(year, '"0123456789abcdef0123456789abcdef"')).toBe(false);
      expect(await archive.read(year)).toBeUndefined();
    });

    it('keeps years, intervals and series apart', async () => {
      const archive = make();
      const [year, other] = [yearOf(unique('A'), 2015), yearOf(unique('A'), 2015)];
      await archive.replace(year, undefined);
      const elsewhere = [{ ...year, year: 2016 }, { ...year, interval: '5min' as const }, other];
      for (const place of elsewhere) expect(await archive.read(place)).toBeUndefined();
    });

    it('refuses what it cannot give back', async () => {
      const archive = make();
      const year = yearOf(unique('A'), 2015, 1);
      const spoilt = { ...year, bars: [{ ...year.bars[0]!, close: NaN }] };
      await expect(archive.replace(spoilt, undefined)).rejects.toMatchObject({ code: 'BARS_INVALID' });
      expect(await archive.read(year)).toBeUndefined();
    });

    it('lists the years of a series, and of no other that begins like it', async () => {
      const archive = make();
      const series = unique('acme/A');
      const places = [2016, 2015].map((year) => yearOf(series, year));
      const daily = { ...yearOf(series, 2015, 0), interval: '1d' as const };
      for (const each of [daily, ...places, yearOf(`${series}B`, 2015)])
        await archive.replace(each, undefined);
      const listed = [
        { series, interval: '1min', year: 2015 },
        { series, interval: '1min', year: 2016 },
        { series, interval: '1d', year: 2015 },
      ];
      expect(await archive.years(series)).toEqual(listed);
      expect((await archive.years()).filter((each) => each.series === series)).toEqual(listed);
      expect(await archive.years(unique('Z'))).toEqual([]);
    });
  });
}
