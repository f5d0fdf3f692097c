import { rollingMax, rollingMin } from '../../../lib/features/rollingExtreme';
import { rollingMean } from '../../../lib/features/rollingMean';
import { rollingMedian } from '../../../lib/market/rollingMedian';
import { seeded } from '../../support/madeBars';

const draw = seeded(11);
const values = Float64Array.from({ length: 200 }, () => Math.round(draw() * 20));

const naively = (n: number, of: (window: number[]) => number): number[] =>
  Array.from(values, (_, t) => of(Array.from(values.slice(Math.max(0, t - n + 1), t + 1))));

const median = (window: number[]): number => {
  const sorted = [...window].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
};

describe('sliding windows equal a look at each window anew', () => {
  test.each([1, 2, 7, 50])('of %d values', (n) => {
    const mean = (window: number[]): number => window.reduce((sum, each) => sum + each, 0) / window.length;
    expect(Array.from(rollingMean(values, n))).toEqual(naively(n, mean));
    expect(Array.from(rollingMax(values, n))).toEqual(naively(n, (window) => Math.max(...window)));
    expect(Array.from(rollingMin(values, n))).toEqual(naively(n, (window) => Math.min(...window)));
    expect(Array.from(rollingMedian(values, n))).toEqual(naively(n, median));
  });
});
