import { coverage, FEWEST_RESIDUALS, residualQuantiles, standardised } from '../../../lib/forecast/residuals';
import type { Outcomes } from '../../../lib/forecast/outcomes';

const NORMAL = {
  q05: -1.6448536269514722,
  q25: -0.6744897501960817,
  q75: 0.6744897501960817,
  q95: 1.6448536269514722,
};

/** −500 … 500 in an order that is not theirs. */
const shuffled = Float64Array.from({ length: 1_001 }, (_, i) => ((i * 389) % 1_001) - 500);

describe('residualQuantiles', () => {
  test('of −500 … 500 are 5, 25, 75 and 95 % of the way', () => {
    expect(residualQuantiles(shuffled)).toEqual({
      source: 'measured',
      cases: 1_001,
      q05: -450,
      q25: -250,
      q75: 250,
      q95: 450,
    });
  });

  test('leave the residuals in their order', () => {
    const falling = Float64Array.from({ length: 100 }, (_, i) => 50 - i);
    residualQuantiles(falling);
    expect([falling[0], falling[99]]).toEqual([50, -49]);
  });

  test('of 99 cases are those of the normal distribution, of 100 what was measured', () => {
    expect(FEWEST_RESIDUALS).toBe(100);
    expect(residualQuantiles(shuffled.slice(0, 99))).toEqual({ source: 'normal', cases: 99, ...NORMAL });
    expect(residualQuantiles(shuffled.slice(0, 100))).toMatchObject({ source: 'measured', cases: 100 });
  });
});

describe('standardised', () => {
  const outcomes = { horizonReturn: Float64Array.of(0.06, -0.02) } as Outcomes;
  const variance = Float64Array.of(0.0004, 0.0001);
  const drift = Float64Array.of(0.02, -0.01);

  test.each([
    ['around the drift where it counts', { variance, drift }, true, [2, -1]],
    ['around the price where it does not', { variance, drift }, false, [3, -2]],
    ['around the price where there is none', { variance }, true, [3, -2]],
  ])('measures the outcome in its own σ %s', (_name, readings, withDrift, wanted) => {
    const residuals = standardised(readings, outcomes, withDrift);
    wanted.forEach((each, i) => expect(residuals[i]).toBeCloseTo(each, 12));
  });
});

describe('coverage', () => {
  /** Tiny residuals, then a block at ±.5 σ: inside the normal 50 %, outside what was measured. */
  function shareInside(before: number, horizonBars: number): number {
    const residuals = Float64Array.from(
      { length: before + 50 },
      (_, i) => (i % 2 === 0 ? 1 : -1) * (i < before ? 1e-3 : 0.5),
    );
    const blockStart = Int32Array.from(residuals, (_, i) => (i < before ? 0 : before));
    const inside = Math.round(coverage(residuals, blockStart, horizonBars).coverage50 * residuals.length);
    return (inside - before) / 50;
  }

  test.each([1, 5, 21])(
    'over %i bars counts a residual as known when its outcome is, at the close the block begins with',
    (horizonBars) => {
      // The outcome of case i is known at case i + horizon: of n cases before, n − horizon + 1 are known.
      expect(shareInside(FEWEST_RESIDUALS + horizonBars - 1, horizonBars)).toBe(0);
      expect(shareInside(FEWEST_RESIDUALS + horizonBars - 2, horizonBars)).toBe(1);
    },
  );

  test('a horizon longer than everything before leaves the normal quantiles', () => {
    expect(shareInside(120, 125)).toBe(1);
    expect(shareInside(120, 300)).toBe(1);
  });

  test('counts both ends of an interval as inside', () => {
    const ends = Float64Array.of(
      NORMAL.q05,
      NORMAL.q25,
      NORMAL.q75,
      NORMAL.q95,
      -1.645,
      -0.675,
      0.675,
      1.645,
    );
    expect(coverage(ends, new Int32Array(8), 1)).toEqual({ coverage50: 2 / 8, coverage90: 6 / 8 });
  });
});
