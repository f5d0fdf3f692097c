import { featureMatrix } from '../../../lib/features/featureMatrix';
import type { CleanBars } from '../../../lib/market/bar';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../../lib/market/cleanBars';
import type { Interval } from '../../../lib/market/interval';
import { INTRADAY_BAR_MS } from '../../../lib/market/interval';
import { makeForecast } from '../../../lib/forecast/makeForecast';
import { trainForecaster } from '../../../lib/forecast/trainForecaster';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { firstBars, normals, wanderingBars } from '../../support/madeBars';

const EVERY_PRICE = { open: 10, high: 11, low: 9, close: 10, volume: 1 };

/** Bars of these sessions, as many as each has. */
function barsOf(interval: Exclude<Interval, '1d'>, ...dates: readonly string[]): CleanBars {
  const bars = dates.flatMap((date) => {
    const { openAt, closeAt } = sessionOn(date)!;
    const length = INTRADAY_BAR_MS[interval];
    return Array.from({ length: Math.ceil((closeAt - openAt) / length) }, (_, index) => ({
      ...EVERY_PRICE,
      startAt: openAt + index * length,
    }));
  });
  return cleanBars({ symbol: 'S', interval, source: 'made', bars, knownAt: Infinity }).clean;
}

const nightsOf = (bars: CleanBars, horizonBars: number): number[] => [
  ...featureMatrix(bars, ['nightsAhead'], horizonBars).columns[0]!,
];

describe('nightsAhead', () => {
  it.each([
    ['one bar ahead crosses the night from the last bar only', '2024-07-01', 1, [0, 0, 0, 0, 0, 0, 1]],
    ['three bars ahead cross it from the last three', '2024-07-01', 3, [0, 0, 0, 0, 1, 1, 1]],
    ['a short session ends earlier', '2024-07-03', 1, [0, 0, 0, 1]],
    ['a horizon of a session crosses one, of more than that two', '2024-07-01', 8, [1, 1, 1, 1, 1, 1, 2]],
  ])('%s', (_law, date, horizonBars, nights) => {
    expect(nightsOf(barsOf('1h', date), horizonBars)).toEqual(nights);
  });

  it('is 0 on daily bars', () => {
    expect(new Set(nightsOf(wanderingBars({ seed: 1, count: 30 }), 5))).toEqual(new Set([0]));
  });

  it('lets a forecast across the night be wider than one inside the session', () => {
    const draw = normals(3);
    let close = 100;
    const bars = sessionsBetween('2023-01-03', '2023-12-29').flatMap(({ openAt, closeAt }) =>
      Array.from({ length: Math.ceil((closeAt - openAt) / 3_600_000) }, (_, index) => {
        const open = close * Math.exp(index === 0 ? 0.01 * draw() : 0);
        close = open * Math.exp(0.002 * draw());
        const [high, low] = [Math.max(open, close) * 1.0005, Math.min(open, close) * 0.9995];
        return { open, high, low, close, volume: 1_000, startAt: openAt + index * 3_600_000 };
      }),
    );
    const series = cleanBars({ symbol: 'S', interval: '1h', source: 'made', bars, knownAt: Infinity }).clean;
    const { artifact } = trainForecaster(series, { kind: 'ridge', horizonBars: 1 });
    const night = makeForecast(artifact, series).volatilityPct;
    const inside = makeForecast(
      { ...artifact, trainedThrough: 0 },
      firstBars(series, series.bars.length - 1),
    ).volatilityPct;
    expect(night / inside).toBeGreaterThan(3);
    expect(night / inside).toBeLessThan(8);
  });
});
