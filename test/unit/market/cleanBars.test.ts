import type { RawBar } from '../../../lib/market/bar';
import { cleanBars } from '../../../lib/market/cleanBars';
import type { Interval } from '../../../lib/market/interval';
import { dailyStart, rawBar } from '../../support/rawBars';

const TUESDAY = dailyStart('2024-07-02');
const WEDNESDAY = dailyStart('2024-07-03');
const LATER = dailyStart('2024-08-01');

const clean = (bars: readonly RawBar[], knownAt = LATER, interval: Interval = '1d') =>
  cleanBars({ symbol: 'SPY', interval, source: 'test', bars, knownAt });

describe('cleanBars', () => {
  it('gives every bar its close and keeps the names of the series', () => {
    expect(clean([rawBar(WEDNESDAY, 10)])).toEqual({
      clean: {
        symbol: 'SPY',
        interval: '1d',
        source: 'test',
        bars: [
          {
            startAt: WEDNESDAY,
            open: 9.5,
            high: 11,
            low: 9,
            close: 10,
            volume: 1_000,
            closedAt: Date.UTC(2024, 6, 3, 17),
          },
        ],
      },
      rejected: [],
    });
  });

  it('puts bars in ascending order', () => {
    const { bars } = clean([rawBar(WEDNESDAY), rawBar(TUESDAY)]).clean;
    expect(bars.map(({ startAt }) => startAt)).toEqual([TUESDAY, WEDNESDAY]);
  });

  it.each<[string, string, Partial<RawBar>]>([
    ['a missing price', 'notFinite', { close: Number.NaN }],
    ['an infinite high', 'notFinite', { high: Number.POSITIVE_INFINITY }],
    ['a volume that is no number', 'notFinite', { volume: Number.NaN }],
    ['a start that is no number', 'notFinite', { startAt: Number.NaN }],
    [
      'infinities that would cancel out',
      'notFinite',
      { open: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY },
    ],
    ['a price that nobody means', 'tooLarge', { high: 1.01e12 }],
    ['a volume that nobody means', 'tooLarge', { volume: 1.01e18 }],
    ['a price that nobody means, before that another is negative', 'tooLarge', { high: 1.01e12, low: -1 }],
    ['what is no number, before what nobody means', 'notFinite', { high: 1.01e12, low: Number.NaN }],
    ['a price of nothing', 'priceNotPositive', { low: 0 }],
    ['a negative price', 'priceNotPositive', { open: -1 }],
    ['a negative volume', 'volumeNegative', { volume: -1 }],
    ['a volume a little below nothing', 'volumeNegative', { volume: -0.001 }],
    ['a high below the low', 'highBelowLow', { high: 90, low: 110 }],
    ['an open above the high', 'outsideRange', { open: 102 }],
    ['an open below the low', 'outsideRange', { open: 98 }],
    ['a close above the high', 'outsideRange', { close: 102 }],
    ['a close below the low', 'outsideRange', { close: 98 }],
    ['a holiday', 'outsideSession', { startAt: dailyStart('2024-07-04') }],
    ['a weekend', 'outsideSession', { startAt: dailyStart('2024-07-06') }],
    ['a daily bar that does not start at midnight', 'misaligned', { startAt: TUESDAY + 1 }],
  ])('refuses %s as %s and keeps the others', (_name, reason, wrong) => {
    const bad = { ...rawBar(TUESDAY, 100), ...wrong };
    const { clean: kept, rejected } = clean([rawBar(WEDNESDAY), bad]);
    expect(rejected).toEqual([{ index: 1, startAt: bad.startAt, reason }]);
    expect(kept.bars.map(({ startAt }) => startAt)).toEqual([WEDNESDAY]);
  });

  it.each([
    ['before the open', '2024-07-02T13:25:00Z', 'outsideSession'],
    ['at the close', '2024-07-02T20:00:00Z', 'outsideSession'],
    ['after an early close', '2024-07-03T17:00:00Z', 'outsideSession'],
    ['between two bars', '2024-07-02T13:32:00Z', 'misaligned'],
  ])('refuses an intraday bar %s', (_name, start, reason) => {
    const startAt = Date.parse(start);
    expect(clean([rawBar(startAt)], LATER, '5min').rejected).toEqual([{ index: 0, startAt, reason }]);
  });

  it('counts hourly bars from the open, not from the full hour', () => {
    const starts = ['2024-07-02T13:30:00Z', '2024-07-02T14:00:00Z', '2024-07-02T14:30:00Z'].map(Date.parse);
    const { rejected } = clean(
      starts.map((startAt) => rawBar(startAt)),
      LATER,
      '1h',
    );
    expect(rejected).toEqual([{ index: 1, startAt: starts[1], reason: 'misaligned' }]);
  });

  it('lets the first sound reading of a bar win', () => {
    const readings = [{ ...rawBar(TUESDAY), close: Number.NaN }, rawBar(TUESDAY, 50), rawBar(TUESDAY, 60)];
    const { clean: kept, rejected } = clean(readings);
    expect(kept.bars.map(({ close }) => close)).toEqual([50]);
    expect(rejected.map(({ index, reason }) => `${index} ${reason}`)).toEqual(['0 notFinite', '2 duplicate']);
  });

  it.each([
    ['a moment before it closes', '2024-07-02T19:59:59.999Z', 'notClosed'],
    ['when it has begun two minutes ahead of our clock', '2024-07-02T13:28:00Z', 'notClosed'],
    ['when it begins later than that', '2024-07-02T13:27:59Z', 'future'],
    ['the day before', '2024-07-01T20:00:00Z', 'future'],
  ])('withholds a daily bar %s', (_name, knownAt, reason) => {
    const { clean: kept, rejected } = clean([rawBar(TUESDAY)], Date.parse(knownAt));
    expect([kept.bars, rejected.map((one) => one.reason)]).toEqual([[], [reason]]);
  });

  it('serves a bar at the very instant it closes', () => {
    expect(clean([rawBar(TUESDAY)], Date.parse('2024-07-02T20:00:00Z')).clean.bars).toHaveLength(1);
  });

  it('serves nothing out of nothing', () => {
    expect(clean([])).toMatchObject({ clean: { bars: [] }, rejected: [] });
  });
});
