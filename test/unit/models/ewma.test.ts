import { SMALLEST_VARIANCE } from '../../../lib/features/priceMoves';
import { ewma } from '../../../lib/models/ewma';
import type { Examples } from '../../../lib/models/examples';

const examplesWith = (horizonReturn: readonly number[]): Examples => ({
  features: ['ewmaVariance'],
  columns: [new Float64Array(horizonReturn.length)],
  horizonBars: 5,
  firstRow: 1,
  lastRow: horizonReturn.length - 1,
  logVariance: new Float64Array(horizonReturn.length),
  horizonReturn: Float64Array.from(horizonReturn),
});

/** Row 0 is warm-up, the last row comes after what is learned from. */
const fit = ewma.fit(examplesWith([9, 0.1, -0.2, 0.3, 9]))(3);
const FLOOR = (1e-4 * (0.01 + 0.04 + 0.09)) / 5 / 3;

describe('ewma', () => {
  test('its floor is a ten-thousandth of the mean squared move of one bar', () => {
    expect(fit.floor / FLOOR).toBeCloseTo(1, 12);
  });

  test.each([
    ['the variance of one bar is carried over the horizon', 0.0002, 5 * 0.0002],
    ['a variance below the floor reads the floor', FLOOR / 2, 5 * FLOOR],
    ['a standstill reads the floor', 0, 5 * FLOOR],
  ])('%s', (_name, reading, wanted) => {
    const row = Float64Array.of(reading);
    const { variance, ...heads } = ewma.apply(fit, row);
    expect(variance / wanted).toBeCloseTo(1, 12);
    expect(heads).toEqual({});
    expect(ewma.explain(fit, row)).toEqual([{ name: 'ewmaVariance', contribution: Math.log(variance) }]);
  });

  test('a market that never moved keeps the smallest variance', () => {
    expect(ewma.fit(examplesWith([0, 0, 0, 0]))(3).floor).toBe(SMALLEST_VARIANCE);
  });
});
