import { FEATURE_NAMES } from '../../../lib/features/featureMatrix';
import type { Examples } from '../../../lib/models/examples';
import { modelNamed } from '../../../lib/models/modelNamed';
import { normals } from '../../support/madeBars';

/** What came later is learned by others: a stored model names its features. */
const LATER = ['ewmaVariance', 'fall22', 'logVariance66', 'volumeTrend5over66'];
const LEARNED = FEATURE_NAMES.filter((name) => !LATER.includes(name));
const [FIRST_ROW, THROUGH, ROWS] = [3, 240, 260];

/** Log variances of −12 … −8 that the first two features explain, and returns that the third does. */
function madeExamples(): Examples {
  const draw = normals(41);
  const columns = LEARNED.map((_, j) => Float64Array.from({ length: ROWS }, () => j + 2 * draw()));
  const logVariance = columns[0]!.map((each, t) => -10 + 0.4 * each - 0.2 * columns[1]![t]! + 0.1 * draw());
  const horizonReturn = columns[2]!.map((each) => 0.002 * each + 0.01 * draw());
  // What lies before the first row or after the last one learned from must not count.
  logVariance[FIRST_ROW - 1] = -45;
  logVariance[THROUGH + 1] = 45;
  return {
    features: LEARNED,
    columns,
    horizonBars: 5,
    firstRow: FIRST_ROW,
    lastRow: ROWS - 1,
    logVariance,
    horizonReturn,
  };
}

const examples = madeExamples();
const seen = examples.logVariance.slice(FIRST_ROW, THROUGH + 1);
const ordinary = Float64Array.from(examples.columns, (column) => column[100]!);
/** Far up (or down) the first feature, which the log variance follows. */
const far = (side: number): Float64Array => ordinary.map((each, j) => (j === 0 ? side * 100 : each));

describe.each<'linear' | 'ridge'>(['linear', 'ridge'])('%s', (kind) => {
  const model = modelNamed(kind);
  const fit = model.fit(examples)(THROUGH);

  /** Intercept and addends by hand. */
  function affine(
    { intercept, weights }: { intercept: number; weights: readonly number[] },
    row: Float64Array,
  ): number {
    return weights.reduce(
      (sum, weight, j) => sum + (weight * (row[j]! - fit.centres[j]!)) / fit.scales[j]!,
      intercept,
    );
  }

  const total = (row: Float64Array): number =>
    model.explain(fit, row).reduce((sum, { contribution }) => sum + contribution, 0);

  test('reads everything but the column of its baseline', () => {
    expect(fit).toMatchObject({ kind, horizonBars: 5, features: LEARNED });
    expect(model.features).toEqual(LEARNED);
  });

  test('speaks of log variances up to 1 beyond what it learned from, on either side', () => {
    expect(fit.volatility.lowest).toBe(Math.min(...seen) - 1);
    expect(fit.volatility.highest).toBe(Math.max(...seen) + 1);
  });

  test('reads both heads at a row', () => {
    const { logVariance, variance, drift } = model.apply(fit, ordinary);
    expect(logVariance).toBeCloseTo(affine(fit.volatility, ordinary), 12);
    expect(drift).toBeCloseTo(affine(fit.drift, ordinary), 12);
    expect(Math.log(variance)).toBeCloseTo(logVariance! + fit.volatility.logScale, 12);
  });

  test('has one head for the log variance and one for the return: their means are its intercepts', () => {
    const mean = (of: Float64Array): number => of.reduce((sum, each) => sum + each, 0) / of.length;
    const returns = examples.horizonReturn.slice(FIRST_ROW, THROUGH + 1);
    expect(fit.volatility.intercept).toBeCloseTo(mean(seen), 9);
    expect(fit.drift.intercept).toBeCloseTo(mean(returns), 9);
  });

  test('explains the log of its variance without a limit where it is within its reach', () => {
    const explanation = model.explain(fit, ordinary);
    const [usual, ...addends] = explanation;
    const sizes = addends.map(({ contribution }) => Math.abs(contribution));
    expect(usual).toEqual({
      name: 'usual',
      contribution: fit.volatility.intercept + fit.volatility.logScale,
    });
    expect(addends.map(({ name }) => name).sort()).toEqual([...LEARNED].sort());
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(total(ordinary)).toBeCloseTo(Math.log(model.apply(fit, ordinary).variance), 12);
  });

  test.each([
    ['highest', 1],
    ['lowest', -1],
  ] as const)('is limited to its %s beyond its reach, says by how much, and still sums up', (end, side) => {
    const row = far(side);
    const { logVariance, variance } = model.apply(fit, row);
    const beyond = affine(fit.volatility, row) - fit.volatility[end];
    expect(side * beyond).toBeGreaterThan(5);
    expect(logVariance).toBe(fit.volatility[end]);
    const limit = model.explain(fit, row).at(-1)!;
    expect(limit.name).toBe('limit');
    expect(limit.contribution).toBeCloseTo(-beyond, 10);
    expect(total(row)).toBeCloseTo(Math.log(variance), 10);
  });

  test('learns from the rows up to the one it is told, and from no other', () => {
    const other = madeExamples();
    for (const column of [...other.columns, other.logVariance, other.horizonReturn]) {
      column.fill(30, 0, FIRST_ROW);
      column.fill(-30, THROUGH + 1);
    }
    expect(model.fit(other)(THROUGH)).toEqual(fit);
  });
});
