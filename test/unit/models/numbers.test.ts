import { solveCholesky } from '../../../lib/models/cholesky';
import { leastSquares, triangleOf } from '../../../lib/models/householder';
import { modelId, type ModelOrigin } from '../../../lib/models/modelId';
import { normalCdf } from '../../../lib/models/normalCdf';
import { ordinaryRegression } from '../../../lib/models/ordinaryRegression';
import { ridgeRegression } from '../../../lib/models/ridgeRegression';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('normalCdf', () => {
  // mpmath 1.4.1, ncdf with 60 digits.
  test.each([
    [-0.5, 0.30853753872598689636],
    [-1, 0.15865525393145705141],
    [-1.96, 0.024997895148220434137],
    [-3, 0.0013498980316300945267],
    [1.2815515655446004, 0.9],
    [0, 0.5],
  ])('of %d is right to 14 digits after the point', (x, wanted) => {
    expect(Math.abs(normalCdf(x) - wanted)).toBeLessThan(1e-14);
  });

  test('far out it is 0 or 1, never anything else', () => {
    expect([normalCdf(-50), normalCdf(50)]).toEqual([0, 1]);
    expect(normalCdf(-7.5) / 3.1908916729108962e-14).toBeCloseTo(1, 7);
  });
});

describe('solvers', () => {
  test('Cholesky solves several right sides at once', () => {
    expect(solveCholesky(of(4, 2, 2, 5), [of(8, 12), of(4, 2)])).toEqual([of(1, 2), of(1, 0)]);
  });

  test('Cholesky refuses a matrix that is not positive definite', () => {
    expect(() => solveCholesky(of(1, 2, 2, 1), [of(1, 1)])).toThrow(
      expect.objectContaining({ code: 'MODEL_DEGENERATE' }),
    );
  });

  test('least squares leaves out columns that say nothing new', () => {
    const columns = [of(1, 1, 1, 1), of(0, 1, 2, 3), of(0, 2, 4, 6), of(0, 0, 0, 0), of(1, 0, 0, 1)];
    const [weights] = leastSquares(columns, [of(3, 3, 5, 9)]);
    expect(Array.from(weights!, (each) => Math.round(each * 1e9) / 1e9)).toEqual([1, 2, 0, 0, 2]);
  });

  test('a triangle keeps lengths and angles', () => {
    const [a, b] = [of(1, 2, 2), of(3, 0, 1)];
    const [ra, rb] = triangleOf([a, b]);
    const product = (x: Float64Array, y: Float64Array): number =>
      x.reduce((sum, each, i) => sum + each * y[i]!, 0);
    expect([product(ra!, ra!), product(ra!, rb!), product(rb!, rb!)].map((each) => each.toFixed(12))).toEqual(
      [product(a, a), product(a, b), product(b, b)].map((each) => each.toFixed(12)),
    );
  });

  test.each([
    ['ridge', (input: Parameters<typeof ordinaryRegression>[0]) => ridgeRegression(input, 1)],
    ['least squares', ordinaryRegression],
  ])('%s gives a constant feature no weight', (_name, regression) => {
    const input = {
      columns: [of(0.1, 0.1, 0.1, 0.1, 0.1), of(1, 2, 3, 4, 7)],
      targets: [of(2, 4, 6, 8, 14)],
      firstRow: 0,
    };
    const [head] = regression(input)(4).heads;
    expect(head!.weights[0]).toBe(0);
    expect(head!.weights[1]).toBeGreaterThan(1);
  });
});

describe('modelId', () => {
  const origin: ModelOrigin = {
    owner: 'shared',
    series: 'SPY',
    interval: '1d',
    horizonBars: 1,
    kind: 'ridge',
    trainedThrough: 1_217_620_800_000,
    seed: 0,
    features: ['return1'],
  };

  test('is 26 characters of base32 that the inputs decide', () => {
    expect(modelId(origin)).toMatch(/^[a-z2-7]{26}$/);
    expect(modelId({ ...origin })).toBe(modelId(origin));
  });

  test.each([
    { owner: 'local' },
    { series: 'IBM' },
    { interval: '1h' },
    { horizonBars: 5 },
    { kind: 'linear' },
    { trainedThrough: 1 },
    { seed: 1 },
    { features: ['return2'] },
  ])('changes with %o', (change) => {
    expect(modelId({ ...origin, ...change })).not.toBe(modelId(origin));
  });
});
