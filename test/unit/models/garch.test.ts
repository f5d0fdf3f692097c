import { garchLikelihood, type GarchWeights } from '../../../lib/models/garch/garchLikelihood';
import { garchRegression } from '../../../lib/models/garch/garchRegression';
import { horizonVariance, nextVariances } from '../../../lib/models/garch/garchVariance';
import { seededDraws } from '../../../lib/models/seededDraws';
import { garchPath } from '../../support/seededTables';

const TRUTH = { mean: 0.0003, omega: 4e-6, alpha: 0.06, gamma: 0.06, beta: 0.86 };

const fitOf = (returns: Float64Array, leverage = false) =>
  garchRegression({ returns, firstRow: 0, through: returns.length - 1, leverage });

const iid = (seed: number, count: number): Float64Array => {
  const { normal } = seededDraws(seed);
  return Float64Array.from({ length: count }, () => 0.01 * normal());
};

describe('the likelihood', () => {
  const returns = garchPath(3, 400, TRUTH).map((each) => 100 * each);
  const weights: GarchWeights = { mean: 0.02, omega: 0.05, up: 0.04, down: 0.13, beta: 0.85 };

  test.each(['mean', 'omega', 'up', 'down', 'beta'] as const)(
    'has the slope by %s that a small step shows',
    (name) => {
      const step = 1e-5;
      const [above, below] = [step, -step].map(
        (by) => garchLikelihood(returns, { ...weights, [name]: weights[name] + by }, 1.3).logLikelihood,
      );
      const place = Object.keys(weights).indexOf(name);
      const slope = garchLikelihood(returns, weights, 1.3).slope[place]!;
      expect(Math.abs((above! - below!) / (2 * step) / slope - 1)).toBeLessThan(1e-6);
    },
  );
});

describe('garchRegression', () => {
  test.each([
    ['too few returns', iid(1, 125), '"125" are fewer than 126'],
    ['one return', iid(1, 1), '"1" are fewer than 126'],
    ['a price that stands still', new Float64Array(300), 'they are all "0"'],
    ['a price that grows evenly', new Float64Array(300).fill(0.001), 'they are all "0.001"'],
    ['a return that is not a number', iid(1, 300).fill(NaN, 17, 18), '"NaN" stands at row "17"'],
    ['a return without end', iid(1, 300).fill(Infinity, 5, 6), '"Infinity" stands at row "5"'],
  ])('refuses %s', (_what, returns, message) => {
    expect(() => fitOf(returns)).toThrow(
      expect.objectContaining({ code: 'MODEL_DEGENERATE', message: expect.stringContaining(message) }),
    );
  });

  test.each([false, true])('finds its way back to what made a long path, leverage %s', (leverage) => {
    const truth = leverage ? TRUTH : { ...TRUTH, gamma: 0 };
    const fit = fitOf(garchPath(5, 8_000, truth), leverage);
    expect(Math.abs(fit.alpha - truth.alpha)).toBeLessThan(0.02);
    expect(Math.abs(fit.gamma - truth.gamma)).toBeLessThan(0.03);
    expect(Math.abs(fit.beta - truth.beta)).toBeLessThan(0.03);
    const longRun = ({ omega, alpha, gamma, beta }: typeof truth): number =>
      omega / (1 - alpha - gamma / 2 - beta);
    expect(Math.abs(longRun(fit) / longRun(truth) - 1)).toBeLessThan(0.1);
  });

  test('leverage never fits worse', () => {
    const returns = garchPath(6, 1_500, TRUTH);
    expect(fitOf(returns, true).logLikelihood).toBeGreaterThanOrEqual(fitOf(returns).logLikelihood - 1e-6);
  });

  test.each([
    ['returns of one σ', iid(7, 2_000)],
    ['returns with a halt at the end', iid(8, 600).fill(0, 500)],
    ['returns that are nearly all alike', new Float64Array(400).fill(0.02, 100, 103)],
    ['a single crash', iid(9, 500).fill(-0.5, 250, 251)],
  ])('stays finite and forgetful on %s', (_what, returns) => {
    for (const leverage of [false, true]) {
      const fit = fitOf(returns, leverage);
      expect(Object.values(fit).every(Number.isFinite)).toBe(true);
      expect(fit.alpha + fit.gamma / 2 + fit.beta).toBeLessThan(1);
      expect(nextVariances(fit, returns).every((each) => each > 0 && Number.isFinite(each))).toBe(true);
    }
  });

  test('returns of one σ are forecast to keep it', () => {
    const returns = iid(7, 2_000);
    const fit = fitOf(returns);
    expect(horizonVariance(fit, nextVariances(fit, returns).at(-1)!, 21) / 21 / 1e-4).toBeCloseTo(1, 1);
  });
});

describe('horizonVariance', () => {
  const fit = { ...TRUTH, backcast: 1e-4 };

  test.each([1, 2, 5, 21, 250])('is the sum over the bars of a horizon of %d', (bars) => {
    let [variance, sum] = [3e-4, 0];
    for (let bar = 0; bar < bars; bar += 1) {
      sum += variance;
      variance = fit.omega + (fit.alpha + fit.gamma / 2 + fit.beta) * variance;
    }
    expect(horizonVariance(fit, 3e-4, bars) / sum).toBeCloseTo(1, 12);
  });
});
