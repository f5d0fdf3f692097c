import { minimise, type Objective } from '../../../lib/models/minimise';

/** A bent valley whose floor is hardly steeper than flat (Rosenbrock 1960). */
const valley: Objective = ([x = NaN, y = NaN]) => ({
  height: 100 * (y - x * x) ** 2 + (1 - x) ** 2,
  slope: Float64Array.of(-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)),
});

/** The lowest point of x − log x, which ends at 0. */
const walled: Objective = ([x = NaN]) => ({ height: x - Math.log(x), slope: Float64Array.of(1 - 1 / x) });

describe('minimise', () => {
  test.each([
    ['a bent valley', valley, [-1.2, 1], [1, 1]],
    ['a slope that ends at a wall', walled, [30], [1]],
  ])('finds the lowest point of %s', (_what, objective, start, wanted) => {
    const { point } = minimise(objective, Float64Array.from(start), 1e-10);
    expect(Array.from(point, (each) => Number(each.toFixed(8)))).toEqual(wanted);
  });

  test('stays where it is flat', () => {
    const { point, height } = minimise(valley, Float64Array.of(1, 1), 1e-10);
    expect([...point, height]).toEqual([1, 1, 0]);
  });
});
