import fc from 'fast-check';
import { bracketChance } from '../../../lib/forecast/bracketChance';
import { touchChance } from '../../../lib/forecast/touchChance';
import { normals } from '../../support/madeBars';

const NONE = { upward: [], downward: [] };
const AT = { price: 100, sigma: 0.02 };
const priceAt = (sigmas: number): number => 100 * Math.exp(0.02 * sigmas);

/** 0.01 … 9.99 σ upwards, and half as far downwards. */
const upward = Array.from({ length: 999 }, (_, i) => 10 * (i + 1));
const MEASURED = { upward, downward: upward.map((milli) => Math.floor(milli / 2)) };

describe('touchChance', () => {
  test.each([
    [1, 0.31731050786291415],
    [2, 0.045500263896358414],
  ])('with nothing measured, of a level %d σ away is 2Φ(−b)', (sigmas, wanted) => {
    expect(touchChance(priceAt(sigmas), AT, NONE).probability).toBeCloseTo(wanted, 12);
    expect(touchChance(priceAt(-sigmas), AT, NONE).probability).toBeCloseTo(wanted, 12);
  });

  test.each([
    ['above', 1.005, (899 + 0.5) / 1_000],
    ['below', -1.0049, (799 + 0.5) / 1_000],
    ['beyond all that was seen', 12, 0.5 / 1_000],
    ['at the price', 0, 1],
  ])('is how often the price went so far: %s', (_where, sigmas, wanted) => {
    const { probability, distanceSigma } = touchChance(priceAt(sigmas), AT, MEASURED);
    expect(probability).toBeCloseTo(wanted, 12);
    expect(distanceSigma).toBeCloseTo(Math.abs(sigmas), 9);
  });
});

/** A walk of many steps after each of many cases: which of two levels, in σ, it meets first, and how far it goes. */
function walks(down: number, up: number, cases: number) {
  const draw = normals(7);
  const steps = 400;
  const told = { upward: [] as number[], downward: [] as number[], lowFirst: 0, highFirst: 0 };
  for (let i = 0; i < cases; i += 1) {
    let [at, highest, lowest] = [0, 0, 0];
    let first: 'lowFirst' | 'highFirst' | undefined;
    for (let step = 0; step < steps; step += 1) {
      at += draw() / Math.sqrt(steps);
      highest = Math.max(highest, at);
      lowest = Math.min(lowest, at);
      first ??= at >= up ? 'highFirst' : at <= -down ? 'lowFirst' : undefined;
    }
    told.upward.push(Math.floor(1_000 * highest));
    told.downward.push(Math.floor(-1_000 * lowest));
    if (first) told[first] += 1 / cases;
  }
  return told;
}

describe('bracketChance', () => {
  test.each([
    [1, 1],
    [0.5, 1.5],
    [2, 0.4],
  ])('tells of walks which of two levels, %d σ below and %d above, they met first', (down, up) => {
    const { lowFirst, highFirst, ...excursions } = walks(down, up, 4_000);
    const told = bracketChance({ low: priceAt(-down), high: priceAt(up) }, AT, excursions);
    expect(Math.abs(told.lowFirst - lowFirst)).toBeLessThan(0.02);
    expect(Math.abs(told.highFirst - highFirst)).toBeLessThan(0.02);
    // Steps miss what lies between them: a walk meets a little less than chance says.
    const byChance = bracketChance({ low: priceAt(-down), high: priceAt(up) }, AT, NONE);
    expect(Math.abs(byChance.lowFirst - lowFirst)).toBeLessThan(0.04);
    expect(Math.abs(byChance.highFirst - highFirst)).toBeLessThan(0.04);
  });

  test('of levels that are as good as met is the gambler’s', () => {
    const { lowFirst, highFirst, neither } = bracketChance(
      { low: priceAt(-0.01), high: priceAt(0.03) },
      AT,
      NONE,
    );
    expect([lowFirst, highFirst, neither].map((each) => each.toFixed(3))).toEqual([
      '0.750',
      '0.250',
      '0.000',
    ]);
  });

  const sigmas = fc.double({ min: 0.001, max: 12, noNaN: true });

  test.each([
    ['measured', MEASURED],
    ['not measured', NONE],
  ])('sums to 1, and no level is likelier first than at all: %s', (_what, excursions) => {
    fc.assert(
      fc.property(sigmas, sigmas, (down, up) => {
        const told = bracketChance({ low: priceAt(-down), high: priceAt(up) }, AT, excursions);
        const { lowFirst, highFirst, neither } = told;
        expect(lowFirst + highFirst + neither).toBeCloseTo(1, 12);
        for (const chance of [lowFirst, highFirst, neither]) {
          expect(chance).toBeGreaterThanOrEqual(-1e-12);
          expect(chance).toBeLessThanOrEqual(1 + 1e-12);
        }
        const slack = 1e-9;
        expect(lowFirst).toBeLessThanOrEqual(touchChance(told.low, AT, excursions).probability + slack);
        expect(highFirst).toBeLessThanOrEqual(touchChance(told.high, AT, excursions).probability + slack);
      }),
      { numRuns: 2_000 },
    );
  });
});
