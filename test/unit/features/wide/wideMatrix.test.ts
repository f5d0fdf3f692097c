import { type WideFeatureName, wideMatrix } from '../../../../lib/features/wide/wideMatrix';
import type { CleanBars } from '../../../../lib/market/bar';
import { sessionOn } from '../../../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../../../lib/market/cleanBars';
import { dailyBars } from '../../../support/madeBars';

const HOUR_MS = 3_600_000;
const PRICES = { open: 10, high: 11, low: 9, close: 10.5, volume: 1 };

/** Hourly bars of one session. */
function hourly(date: string): CleanBars {
  const { openAt, closeAt } = sessionOn(date)!;
  const bars = Array.from({ length: Math.ceil((closeAt - openAt) / HOUR_MS) }, (_, i) => ({
    ...PRICES,
    startAt: openAt + i * HOUR_MS,
  }));
  return cleanBars({ symbol: 'S', interval: '1h', source: 'made', bars, knownAt: Infinity }).clean;
}

const column = (bars: CleanBars, name: WideFeatureName): number[] =>
  Array.from(wideMatrix(bars, [name]).columns[0]!);

describe('wideMatrix', () => {
  test('tells how much of a session has passed, a short one by its own length', () => {
    const whole = column(hourly('2024-07-01'), 'sessionShare');
    expect(whole[0]).toBeCloseTo(60 / 390, 12);
    expect(whole.at(-1)).toBe(1);
    const short = column(hourly('2024-07-03'), 'sessionShare');
    expect(short[0]).toBeCloseTo(60 / 210, 12);
    expect(short.at(-1)).toBe(1);
  });

  test('tells the day of the week, of daily bars and inside a session', () => {
    // Daily bars are made from Monday 2000-01-03 on.
    const week = dailyBars([1, 2, 3, 4, 5, 6].map((close) => ({ close })));
    expect(column(week, 'isMonday')).toEqual([1, 0, 0, 0, 0, 1]);
    expect(column(week, 'isFriday')).toEqual([0, 0, 0, 0, 1, 0]);
    expect(column(hourly('2024-07-01'), 'isMonday')).toEqual(Array(7).fill(1));
    expect(column(week, 'sessionShare')).toEqual(Array(6).fill(1));
  });

  test('tells where the close lies in its bar', () => {
    const bars = dailyBars([
      { open: 100, high: 110, low: 100, close: 110 },
      { open: 110, high: 110, low: 110, close: 110 },
    ]);
    expect(column(bars, 'closeInRange')).toEqual([0.5, 0]);
  });

  test('gives no row to nothing', () => {
    expect(wideMatrix(dailyBars([]), ['return1'])).toMatchObject({ count: 0, firstRow: 1 });
  });
});
