import * as fc from 'fast-check';
import type { SourcedBar } from '../../lib/market/bar';
import type { BarsOfYear } from '../../lib/market/encodeBars';
import { INTERVALS } from '../../lib/market/interval';
import { startOfYear } from '../../lib/market/yearOf';

const decimals = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: 10 ** 7 }), fc.integer({ min: 0, max: most }))
    .map(([scaled, places]) => scaled / 10 ** places);

/** What a column may hold, all of one kind or mixed: whole cents, fractions, monsters. */
const number = fc.oneof(
  { weight: 6, arbitrary: decimals(2) },
  { weight: 2, arbitrary: decimals(4) },
  { weight: 1, arbitrary: decimals(9) },
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(
    1e300,
    5e-324,
    0.1 + 0.2,
    2 ** 31 - 1,
    2 ** 31,
    214_748.3647,
    214_748.3648,
    -0,
    0,
    1e15 + 0.3,
  ),
);

const bar = (numbers: fc.Arbitrary<number>): fc.Arbitrary<Omit<SourcedBar, 'startAt'>> =>
  fc.record({
    closedAt: fc.integer({ min: 0, max: 1_800 }).map((minutes) => minutes * 60_000),
    open: numbers,
    high: numbers,
    low: numbers,
    close: numbers,
    volume: number,
    source: fc.constantFrom('csv', 'alphaVantage', 'étage ②'),
    quality: fc.subarray(['zeroVolume', 'badPrint'] as const),
  });

/** Any bars that can be archived, sound or not: one year of one series. */
export const arbitraryYear: fc.Arbitrary<BarsOfYear> = fc
  .record({
    year: fc.integer({ min: 1970, max: 2_100 }),
    series: fc.constantFrom('^GSPC', 'AAPL', 'acme/DÉSK'),
    interval: fc.constantFrom(...INTERVALS),
    minutes: fc.uniqueArray(fc.integer({ min: 0, max: 525_599 }), { maxLength: 40 }),
    bars: fc.oneof(
      ...[decimals(2), decimals(4), number].map((numbers) =>
        fc.array(bar(numbers), { minLength: 40, maxLength: 40 }),
      ),
    ),
    whole: fc.option(fc.tuple(fc.nat(10 ** 7), fc.nat(10 ** 6)), { nil: undefined }),
  })
  .map(({ year, series, interval, minutes, bars, whole }) => ({
    year,
    series,
    interval,
    whole: whole && { from: whole[0] * 60_000, through: (whole[0] + whole[1]) * 60_000 },
    bars: minutes
      .sort((a, b) => a - b)
      .map((minute, place) => {
        const startAt = startOfYear(year) + minute * 60_000;
        const drawn = bars[place]!;
        return { ...drawn, startAt, closedAt: startAt + drawn.closedAt };
      }),
  }));
