import type { ForecastAt } from '../../../../lib/rules/frame';
import type { Expr } from '../../../../lib/rules/rule';
import { readingsOf } from '../../../support/operandReadings';
import type { Columns } from '../../../support/series';
import { slotsOf, steadyForecast } from '../../../support/series';

const OHLC: Columns = {
  close: '10 12 _ 11',
  open: '9 11 0 12',
  high: '13 14 0 15',
  low: '8 7 0 6',
  volume: '100 0 0 50',
};

test.each<[string, Expr, Columns | string, readonly (number | string)[]]>([
  ['open', 'open', OHLC, [9, 11, 'missingBar', 12]],
  ['high', 'high', OHLC, [13, 14, 'missingBar', 15]],
  ['low', 'low', OHLC, [8, 7, 'missingBar', 6]],
  ['close', 'close', OHLC, [10, 12, 'missingBar', 11]],
  ['volume', 'volume', OHLC, [100, 0, 'missingBar', 50]],
  ['hl2 is the middle of high and low', 'hl2', OHLC, [10.5, 10.5, 'missingBar', 10.5]],
  ['prev_close is the last known close before', 'prev_close', OHLC, ['warmUp', 10, 'missingBar', 12]],
  ['day_open of a daily bar is its open', 'day_open', OHLC, [9, 11, 'missingBar', 12]],
  ['a number is the same on every bar', 1300, '1 2', [1300, 1300]],
  ['add', { add: ['close', 5] }, '1 _ 2', [6, 'missingBar', 7]],
  ['sub', { sub: ['close', 5] }, '1 2', [-4, -3]],
  ['mul', { mul: [2, 'close'] }, '1 2', [2, 4]],
  ['div', { div: [6, 'close'] }, '1 2', [6, 3]],
  ['div by zero is undefined', { div: ['close', 0] }, '1', ['undefined']],
  ['pct is 100·(a − b)/b', { pct: ['close', 200] }, '210 190', [5, -5]],
  ['pct of zero is undefined', { pct: ['close', 0] }, '1', ['undefined']],
  ['abs', { abs: { sub: ['close', 5] } }, '1 9', [4, 4]],
  ['an overflow is undefined', { mul: [1e300, { mul: [1e300, 'close'] }] }, '1', ['undefined']],
  [
    'lag counts slots',
    { lag: ['close', 2] },
    '1 2 _ 4 5',
    ['warmUp', 'warmUp', 'missingBar', 2, 'missingBar'],
  ],
  ['lag 0 is the bar itself', { lag: ['close', 0] }, '1 2', [1, 2]],
  ['lag of a constant begins with the history', { lag: [7, 1] }, '1 2', ['warmUp', 7]],
  ['lags add up', { lag: [{ lag: ['close', 1] }, 1] }, '1 2 3', ['warmUp', 'warmUp', 1]],
  ['the first unknown part tells why', { add: [{ lag: ['close', 1] }, { div: [1, 0] }] }, '1', ['warmUp']],
  ['sma runs over known bars', { ind: 'sma', n: 2 }, '1 2 _ 6', ['warmUp', 1.5, 'missingBar', 4]],
  ['sma of another operand', { ind: 'sma', n: 2, of: { mul: [10, 'close'] } }, '1 2', ['warmUp', 15]],
  [
    'an indicator of a constant knows no missing bar',
    { ind: 'sma', n: 2, of: 5 },
    '1 _ 3',
    ['warmUp', 'missingBar', 5],
  ],
  ['ema begins with the mean of n', { ind: 'ema', n: 2 }, '1 3 5', ['warmUp', 2, 4]],
  ['rsi', { ind: 'rsi', n: 2 }, '1 2 1 2', ['warmUp', 'warmUp', 50, 75]],
  ['rsi of a flat window is 50', { ind: 'rsi', n: 2 }, '7x3', ['warmUp', 'warmUp', 50, 50]],
  [
    'ema of a gapped series passes over the gap',
    { ind: 'ema', n: 2 },
    '1 3 _ 5',
    ['warmUp', 2, 'missingBar', 4],
  ],
  [
    'an indicator of a lag has the lag’s gaps',
    { ind: 'sma', n: 1, of: { lag: ['close', 1] } },
    '1 _ 3 4',
    ['warmUp', 'missingBar', 'missingBar', 3],
  ],
])('%s', (_, expr, columns, readings) => {
  expect(readingsOf(expr, slotsOf(columns))).toEqual(readings);
});

test.each([
  ['sma', 30, 30],
  ['ema', 30, 30],
  ['rsi', 14, 15],
] as const)('%s without n takes TA-Lib’s %i', (ind, n, firstKnown) => {
  const slots = slotsOf('100+1x40');
  const readings = readingsOf({ ind }, slots);
  expect(readings).toEqual(readingsOf({ ind, n }, slots));
  expect(readings.filter((reading) => reading === 'warmUp')).toHaveLength(firstKnown - 1);
});

describe('the fields of a session', () => {
  // 1h bars: seven to a session. Bars 0…6 are 2024-01-02, 7…13 the next session.
  const columns = { close: '10+1x6 _ 21+1x5', open: '9x6 _ 20 31x4' };
  const slots = slotsOf(columns, '1h');

  test('prev_close is the last close of an earlier session', () => {
    expect(readingsOf('prev_close', slots, { interval: '1h' })).toEqual([
      ...Array.from({ length: 7 }, () => 'warmUp'),
      'missingBar',
      ...Array.from({ length: 6 }, () => 16),
    ]);
  });

  test('day_open is the open of the session’s first known bar', () => {
    const readings = readingsOf('day_open', slots, { interval: '1h' });
    expect(readings).toEqual([
      ...Array.from({ length: 7 }, () => 9),
      'missingBar',
      ...Array.from({ length: 6 }, () => 20),
    ]);
  });
});

describe('the 52-week fields', () => {
  test('are unknown until 252 sessions have passed since the first bar', () => {
    const readings = readingsOf('high_52w', slotsOf('100+1x252'));
    expect(readings.slice(249)).toEqual(['warmUp', 'warmUp', 351, 352]);
  });

  test('do not count the sessions before the symbol’s first bar', () => {
    const readings = readingsOf('high_52w', slotsOf('_x10 100x252'));
    expect(readings.slice(259)).toEqual(['warmUp', 'warmUp', 100, 100]);
  });

  test('count a first session that the history joins late', () => {
    const slots = slotsOf(`_x3 100x${252 * 7}`, '1h');
    const readings = readingsOf('high_52w', slots, { interval: '1h' });
    expect(readings.findIndex((reading) => reading === 100)).toBe(251 * 7 - 3 * 3);
  });

  test('count 252 sessions, the current one included', () => {
    // The spike on bar 1 is seen by bars 1…252.
    const spike = slotsOf({ close: '100x259', high: '100 200 100x257', low: '100 50 100x257' });
    expect(readingsOf('high_52w', spike).slice(251, 254)).toEqual([200, 200, 100]);
    expect(readingsOf('low_52w', spike).slice(251, 254)).toEqual([50, 50, 100]);
  });

  test('leave out missing bars, and are unknown on one', () => {
    const readings = readingsOf('low_52w', slotsOf('100x99 _x10 90x150'));
    expect(readings[251]).toBe(90);
    expect(readings[105]).toBe('missingBar');
  });

  test('count sessions, not bars, inside the day', () => {
    const bars = 252 * 7;
    const columns = { close: `100x${bars + 6}`, high: `150 100x${bars + 5}` };
    const readings = readingsOf('high_52w', slotsOf(columns, '1h'), { interval: '1h' });
    const shortSessions = readings.findIndex((reading) => reading !== 'warmUp');
    // The first session is seen to the end of the 252nd; 2024 has three early closes of four bars.
    expect(shortSessions).toBe(251 * 7 - 3 * 3);
    expect(readings.slice(shortSessions, shortSessions + 8)).toEqual([
      ...Array.from({ length: 7 }, () => 150),
      100,
    ]);
  });
});

describe('the forecast', () => {
  const asked: (readonly [number, number])[] = [];
  const forecast: ForecastAt = (slotsBack, horizonBars) => {
    asked.push([slotsBack, horizonBars]);
    return { known: true, volatilityPct: 10 + slotsBack, predictedChangePct: horizonBars };
  };

  test('is read as it stood on each bar', () => {
    expect(readingsOf({ ml: 'vol', at: '5d' }, slotsOf('1 _ 3'), { forecast })).toEqual([
      12,
      'missingBar',
      10,
    ]);
    expect(asked.every(([, horizonBars]) => horizonBars === 5)).toBe(true);
  });

  test('gives the predicted change of its own horizon', () => {
    expect(readingsOf({ ml: 'predicted_change_pct', at: '3bars' }, slotsOf('1 2'), { forecast })).toEqual([
      3, 3,
    ]);
  });

  test('may be lagged', () => {
    expect(readingsOf({ lag: [{ ml: 'vol', at: '1d' }, 1] }, slotsOf('1 2'), { forecast })).toEqual([
      'warmUp',
      11,
    ]);
  });

  test.each(['modelNotTrained', 'noSkill'] as const)('is unknown as %s when it says so', (why) => {
    const none: ForecastAt = () => ({ known: false, why });
    expect(readingsOf({ ml: 'vol', at: '1d' }, slotsOf('1'), { forecast: none })).toEqual([why]);
  });

  test('that is not finite is undefined', () => {
    expect(readingsOf({ ml: 'vol', at: '1d' }, slotsOf('1'), { forecast: steadyForecast(NaN) })).toEqual([
      'undefined',
    ]);
  });
});
