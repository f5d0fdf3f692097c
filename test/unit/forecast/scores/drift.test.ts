import { cusum } from '../../../../lib/forecast/scores/cusum';
import { populationStability } from '../../../../lib/forecast/scores/populationStability';
import { qlike } from '../../../../lib/forecast/scores/qlike';
import { normals } from '../../../support/madeBars';

const of = (...values: number[]): Float64Array => Float64Array.from(values);
const drawn = (seed: number, count: number) => Float64Array.from({ length: count }, normals(seed));

describe('populationStability', () => {
  const trained = drawn(1, 2_000);

  test('of a column with itself is 0', () => {
    expect(populationStability(trained, trained)).toBe(0);
  });

  test('without drift is about 9·(1/live + 1/trained)', () => {
    const readings = Array.from({ length: 40 }, (_, i) => populationStability(trained, drawn(10 + i, 250))!);
    const average = readings.reduce((sum, each) => sum + each, 0) / readings.length;
    expect(average / (9 / 250 + 9 / 2_000)).toBeGreaterThan(0.8);
    expect(average / (9 / 250 + 9 / 2_000)).toBeLessThan(1.2);
  });

  test.each([
    ['half a σ warns', 0.5, 0.2, 0.3],
    ['a whole σ is beyond doubt', 1, 0.8, 1.2],
  ])('a mean that moved by %s', (_name, shift, least, most) => {
    const moved = drawn(2, 2_000).map((each) => each + shift);
    const found = populationStability(trained, moved)!;
    expect(found).toBeGreaterThan(least);
    expect(found).toBeLessThan(most);
  });

  test.each([
    ['up', 2],
    ['down', 0],
  ])('a constant column that moves %s is seen', (_name, value) => {
    const found = populationStability(new Float64Array(100).fill(1), new Float64Array(100).fill(value));
    expect(found).toBeCloseTo(2 * (1 - 0.005) * Math.log(200), 12);
  });

  test.each([
    ['rare', 0.05],
    ['usual', 0.95],
  ])('a flag that is %s is told from its opposite', (_name, share) => {
    const flags = Float64Array.from({ length: 200 }, (_, i) => (i < 200 * share ? 1 : 0));
    const opposite = flags.map((flag) => 1 - flag);
    expect(populationStability(flags, flags)).toBe(0);
    expect(populationStability(flags, opposite)).toBeCloseTo(2 * 0.9 * Math.log(19), 12);
  });

  test('is the same for any rising function of the feature', () => {
    const live = drawn(3, 300).map((each) => 1.3 * each);
    const curved = (column: Float64Array) => column.map((each) => each ** 3 + each);
    const found = populationStability(curved(trained), curved(live))!;
    // The edges lie between two values, where a curve bends them.
    expect(Math.abs(found - populationStability(trained, live)!)).toBeLessThan(0.02);
  });

  test('of an empty column is undefined', () => {
    expect(populationStability(of(), trained)).toBeUndefined();
    expect(populationStability(trained, of())).toBeUndefined();
  });
});

describe('cusum', () => {
  test.each([
    ['no residuals sum to nothing', [], { up: 0, down: 0 }],
    ['what is within the allowance does not add up', [0.5, -0.5, 0.5], { up: 0, down: 0 }],
    ['a sum at the threshold is no alarm', [5.5], { up: 5, down: 0 }],
    ['a rise is told where it is certain', [3, 3, 3], { up: 7.5, down: 0, firstAlarm: 2 }],
    ['a fall as well', [-3, -3, -3, -3], { up: 0, down: 10, firstAlarm: 2 }],
    ['the first alarm stays, the sums go on', [6, -9, 0], { up: 0, down: 8, firstAlarm: 0 }],
  ])('%s', (_name, residuals, wanted) => {
    expect(cusum(residuals)).toStrictEqual(wanted);
  });

  test('threshold and allowance are the caller’s', () => {
    expect(cusum([1, 1], { threshold: 1, allowance: 0.25 })).toEqual({ up: 1.5, down: 0, firstAlarm: 1 });
  });

  /** How many residuals it takes until the first alarm, on average, when the sums begin anew after each. */
  function runLength(shift: number, count: number): number {
    const residuals = drawn(77, count).map((each) => each + shift);
    const longest = shift > 0 ? 100 : 3_000;
    let [from, alarms] = [0, 0];
    while (from + longest < count) {
      from += (cusum(residuals.subarray(from, from + longest)).firstAlarm ?? longest - 1) + 1;
      alarms += 1;
    }
    return from / alarms;
  }

  // Montgomery, table of average run lengths for h = 5, k = ½: 465 and 10.4. About 80 runs know the first
  // to 52, about 380 the second to 0.25.
  test('calls without reason once in about 465 residuals, and finds a shift of 1 σ after about 10', () => {
    expect(Math.abs(runLength(0, 40_000) - 465)).toBeLessThan(110);
    expect(Math.abs(runLength(1, 4_000) - 10.4)).toBeLessThan(0.8);
  });
});

describe('qlike', () => {
  test.each([
    ['a perfect variance costs nothing', qlike(4, 4), 0],
    ['half of it costs more', qlike(2, 1), 1 - Math.LN2],
    ['than twice as much', qlike(1, 2), Math.LN2 - 0.5],
  ])('%s', (_name, loss, wanted) => {
    expect(loss).toBeCloseTo(wanted, 14);
  });
});
