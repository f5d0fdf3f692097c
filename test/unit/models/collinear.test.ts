import { leastSquares } from '../../../lib/models/householder';
import type { LinearFit } from '../../../lib/models/linearFit';
import { ordinaryRegression } from '../../../lib/models/ordinaryRegression';
import { ridgeRegression } from '../../../lib/models/ridgeRegression';

const ROWS = 64;
/** The columns differ by a millionth of themselves: their standardised design has the condition 2²⁰. */
const APART = 2 ** -20;
const CONDITION = 1 / APART;

const columnOfSigns = (sign: (t: number) => boolean): Float64Array =>
  Float64Array.from({ length: ROWS }, (_, t) => (sign(t) ? 1 : -1));

/** Two columns of mean 0 and length √n, at right angles: everything about them is known by hand. */
const along = columnOfSigns((t) => t % 2 === 0);
const across = columnOfSigns((t) => t % 4 < 2);
const columns = [1, -1].map((side) => along.map((each, t) => each + side * APART * across[t]!));
const SCALE = Math.sqrt(1 + APART ** 2);

const ALONG = 3;
const ACROSS = 5;
/** y = 7 + 3 · along + 5 · (what is left between the columns). */
const target = along.map((each, t) => 7 + ALONG * each + ACROSS * APART * across[t]!);

/** Sum and difference of the two weights are the two directions, each shrunk by itself. */
function weightsFor(lambda: number): [number, number] {
  const sum = (ROWS * ALONG) / SCALE / (ROWS / SCALE ** 2 + lambda / 2);
  const difference = (ROWS * ACROSS * APART ** 2) / SCALE / ((ROWS * APART ** 2) / SCALE ** 2 + lambda / 2);
  return [(sum + difference) / 2, (sum - difference) / 2];
}

const worst = ({ heads }: LinearFit, wanted: readonly number[]): number =>
  Math.max(...wanted.map((each, j) => Math.abs((heads[0]?.weights[j] ?? NaN) - each)));

const input = { columns, targets: [target], firstRow: 0 };

describe('two columns that are nearly one, at a standardised condition of a million', () => {
  test('least squares find the weights the target was made with', () => {
    const fit = ordinaryRegression(input)(ROWS - 1);
    expect(CONDITION).toBeGreaterThan(1e6);
    expect(weightsFor(0)).toEqual([4 * SCALE, -SCALE]);
    expect(worst(fit, weightsFor(0))).toBeLessThan(1e-8);
    expect(fit.heads[0]!.intercept).toBeCloseTo(7, 12);
    fit.scales.forEach((scale) => expect(scale).toBeCloseTo(SCALE, 12));
  });

  test('least squares taken in by blocks find the same', () => {
    const learn = ordinaryRegression(input);
    [15, 31, 47].forEach((through) => learn(through));
    expect(worst(learn(ROWS - 1), weightsFor(0))).toBeLessThan(1e-8);
  });

  test.each([0.5, 3, 64])('ridge with λ = %d shrinks each direction by its own share', (lambda) => {
    const fit = ridgeRegression(input, lambda)(ROWS - 1);
    expect(worst(fit, weightsFor(lambda))).toBeLessThan(1e-10);
    expect(fit.heads[0]!.intercept).toBeCloseTo(7, 12);
  });

  test('ridge taken in by blocks finds the same', () => {
    const learn = ridgeRegression(input, 3);
    [15, 31, 47].forEach((through) => learn(through));
    expect(worst(learn(ROWS - 1), weightsFor(3))).toBeLessThan(1e-10);
  });
});

describe('what is rounding and what is information', () => {
  test.each([
    ['a trillionth', 2 ** -40, true],
    ['a hundredth of a trillionth', 2 ** -46, false],
  ])(
    'a column that is new by %s of itself counts for least squares, or does not (row %#)',
    (_name, part, isNew) => {
      const almost = along.map((each, t) => each + part * across[t]!);
      const [weights] = leastSquares([along, almost], [almost]);
      expect(weights![1] !== 0).toBe(isNew);
      expect(weights![0]! + weights![1]!).toBeCloseTo(1, 3);
    },
  );

  test.each([
    ['a trillionth', 2 ** 40, true],
    ['a hundredth of a trillionth', 2 ** 46, false],
  ])(
    'a feature that varies by %s of its mean counts for ridge, or does not (row %#)',
    (_name, mean, counts) => {
      const steep = along.map((each) => mean + each);
      const fit = ridgeRegression({ columns: [steep], targets: [target], firstRow: 0 }, 1)(ROWS - 1);
      expect(fit.heads[0]!.weights[0] !== 0).toBe(counts);
      expect(fit.scales[0]).toBe(1);
    },
  );
});
