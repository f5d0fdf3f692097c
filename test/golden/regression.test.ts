import { ordinaryRegression } from '../../lib/models/ordinaryRegression';
import { ridgeRegression } from '../../lib/models/ridgeRegression';
import golden from './regression.json';

const columnsOf = (columns: readonly (readonly number[])[]): Float64Array[] =>
  columns.map((column) => Float64Array.from(column));

const targets = [Float64Array.from(golden.y)];
const lastRow = golden.y.length - 1;

const worst = (ours: readonly number[], theirs: readonly number[]): number =>
  Math.max(...theirs.map((wanted, j) => Math.abs((ours[j] ?? NaN) - wanted)));

describe(`regressions equal ${golden.origin}`, () => {
  test('ridge weights are within 1e-10 on features of condition 6e10', () => {
    const { condition, columns, lambda, weights, intercept } = golden.collinear;
    const fit = ridgeRegression({ columns: columnsOf(columns), targets, firstRow: 0 }, lambda)(lastRow);
    expect(condition).toBeGreaterThan(6e10);
    expect(worst(fit.heads[0]?.weights ?? [], weights)).toBeLessThanOrEqual(1e-10);
    expect(Math.abs((fit.heads[0]?.intercept ?? NaN) - intercept)).toBeLessThanOrEqual(1e-10);
  });

  test('least-squares weights are within 1e-10 on columns whose sizes give condition 6e10', () => {
    const { condition, columns, weights, centres, scales } = golden.unequal;
    const fit = ordinaryRegression({ columns: columnsOf(columns), targets, firstRow: 0 })(lastRow);
    expect(condition).toBeGreaterThan(6e10);
    expect(worst(fit.heads[0]?.weights ?? [], weights)).toBeLessThanOrEqual(1e-10);
    expect(
      worst(
        fit.scales.map((scale, j) => scale / scales[j]!),
        [1, 1, 1, 1],
      ),
    ).toBeLessThanOrEqual(1e-10);
    expect(
      worst(
        fit.centres.map((centre, j) => (centre - centres[j]!) / scales[j]!),
        [0, 0, 0, 0],
      ),
    ).toBeLessThanOrEqual(1e-10);
  });

  test.each([
    ['ridge', (input: Parameters<typeof ordinaryRegression>[0]) => ridgeRegression(input, 1)],
    ['least squares', ordinaryRegression],
  ])('%s taken in three steps equals the fit in one', (_name, regression) => {
    const input = { columns: columnsOf(golden.unequal.columns), targets, firstRow: 2 };
    const stepwise = regression(input);
    [15, 21].forEach((through) => stepwise(through));
    const [inSteps, atOnce] = [stepwise(lastRow), regression(input)(lastRow)];
    expect(worst(inSteps.heads[0]?.weights ?? [], atOnce.heads[0]?.weights ?? [])).toBeLessThanOrEqual(1e-12);
  });
});
