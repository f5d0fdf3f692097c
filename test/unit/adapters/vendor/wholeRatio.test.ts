import { wholeRatio } from '../../../../lib/adapters/vendor/wholeRatio';

const said = (numerator: number, denominator: number): string | undefined => {
  const ratio = wholeRatio(numerator, denominator);
  return ratio && `${ratio.numerator}:${ratio.denominator}`;
};

describe('a ratio in whole numbers', () => {
  it.each([
    [7, 1, '7:1'],
    [4, 2, '2:1'],
    [2_002, 1_000, '1001:500'],
    [1_253, 1_000, '1253:1000'],
    [1, 25_000, '1:25000'],
  ])('stays what it is, reduced: %d for %d', (numerator, denominator, expected) => {
    expect(said(numerator, denominator)).toBe(expected);
  });

  it.each([
    [1.5, '3:2'],
    [0.125, '1:8'],
    [1.25, '5:4'],
    [0.3333, '1:3'],
    [0.1667, '1:6'],
    [0.0667, '1:15'],
    [0.0313, '1:32'],
    [0.0333, '1:30'],
    [1.0345, '30:29'],
    [0.001, '1:1000'],
  ])('is the smallest that is close to %d', (factor, expected) => {
    expect(said(factor, 1)).toBe(expected);
  });

  it('is found again in a factor of four decimals, where its numbers are no more than fifty', () => {
    for (let numerator = 1; numerator <= 50; numerator += 1)
      for (let denominator = 1; denominator <= 50; denominator += 1) {
        const factor = Number((numerator / denominator).toFixed(4));
        expect(said(factor, 1)).toBe(said(numerator, denominator));
      }
  });

  it.each([
    [1, 1],
    [10_000_000, 10_000_000],
    [1.000_01, 1],
    [0, 1],
    [1, 0],
    [-4, 1],
    [-4, -1],
    [Number.NaN, 1],
    [1, Number.NaN],
    [Number.POSITIVE_INFINITY, 1],
    [1e300, 1],
    [1, 1e300],
    [1e-300, 1e300],
    [0.000_04, 1],
    [0.2498, 1],
  ])('is none: %d for %d', (numerator, denominator) => {
    expect(said(numerator, denominator)).toBeUndefined();
  });
});
