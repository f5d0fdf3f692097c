import {
  FEATURE_NAMES,
  type FeatureName,
  featureMatrix,
  warmUpBars,
} from '../../../lib/features/featureMatrix';
import { garmanKlass, priceMoves, SMALLEST_VARIANCE } from '../../../lib/features/priceMoves';
import { dailyBars, type Prices } from '../../support/madeBars';

/** Bars that open where the last one closed, so that a bar's variance is that of its move alone. */
const stepping = (moves: readonly number[]): Prices[] => {
  let close = 100;
  return moves.map((move) => {
    close *= Math.exp(move);
    return { close };
  });
};

/** Garman–Klass of a bar that goes straight from open to close. */
const varianceOf = (move: number): number => (0.5 - (2 * Math.LN2 - 1)) * move ** 2;

const last = (column: Float64Array): number => column.at(-1)!;

const readingAtEnd = (name: FeatureName, bars: readonly Prices[]): number =>
  last(featureMatrix(dailyBars(bars), [name]).columns[0]!);

const repeated = (count: number, move: number): number[] => Array.from({ length: count }, () => move);

describe('priceMoves', () => {
  test('the floor is a thousandth of the mean variance of the last 252 bars', () => {
    const moves = [0, ...repeated(30, 0.02), ...repeated(251, 0), 0.01];
    const { varianceFloor } = priceMoves(dailyBars(stepping(moves)));
    expect(last(varianceFloor) / (1e-3 * (varianceOf(0.01) / 252))).toBeCloseTo(1, 9);
    const { varianceFloor: before } = priceMoves(dailyBars(stepping(moves.slice(0, -30))));
    expect(last(before) / (1e-3 * ((30 * varianceOf(0.02)) / 252))).toBeCloseTo(1, 9);
  });

  test('a price that never moves reads the smallest variance, never minus infinity', () => {
    const still = dailyBars(stepping(repeated(60, 0)));
    const { varianceFloor, monthVariance, rangeVariance } = priceMoves(still);
    expect(SMALLEST_VARIANCE).toBe(1e-12);
    expect([last(rangeVariance), last(varianceFloor), last(monthVariance)]).toEqual([0, 1e-12, 1e-12]);
    expect(readingAtEnd('logVariance1', stepping(repeated(60, 0)))).toBeCloseTo(Math.log(1e-12), 12);
  });

  test('a month is 22 bars, and not below the floor', () => {
    const storm = [0, ...repeated(40, 0.02)];
    const month = (quiet: number) => priceMoves(dailyBars(stepping([...storm, ...repeated(quiet, 0)])));
    const stirring = month(21);
    expect(last(stirring.monthVariance) / (varianceOf(0.02) / 22)).toBeCloseTo(1, 9);
    const dead = month(22);
    expect(last(dead.monthVariance)).toBe(last(dead.varianceFloor));
    expect(last(dead.varianceFloor) / (1e-3 * ((40 * varianceOf(0.02)) / 63))).toBeCloseTo(1, 9);
  });

  test('a body wider than its range has no negative variance', () => {
    expect(garmanKlass(0, 1)).toBe(0);
  });
});

describe('fall', () => {
  test.each<[string, FeatureName, number[], number]>([
    ['of one bar is in units of the volatility of one bar', 'fall1', [...repeated(21, 0.02), -0.02], -1],
    [
      'of five bars is in units of the volatility of five',
      'fall5',
      [...repeated(17, 0.02), ...repeated(5, -0.02)],
      -Math.sqrt(5),
    ],
    ['of a bar that rose is 0', 'fall1', repeated(22, 0.02), 0],
  ])('%s', (_name, feature, month, inSteps) => {
    const wanted = (inSteps * 0.02) / Math.sqrt(varianceOf(0.02));
    expect(readingAtEnd(feature, stepping([0, ...repeated(10, 0.05), ...month]))).toBeCloseTo(wanted, 9);
  });
});

describe('ewmaVariance', () => {
  test.each<[string, number[], number]>([
    ['one return is its own mean', [0, 0.03], 0.03 ** 2],
    ['an earlier return weighs .94 of the next', [0, 0.03, 0.01], (0.94 * 0.03 ** 2 + 0.01 ** 2) / 1.94],
    [
      'the weights of the returns there are sum to 1',
      [0, 0.03, 0.01, 0.02],
      (0.94 ** 2 * 0.03 ** 2 + 0.94 * 0.01 ** 2 + 0.02 ** 2) / (0.94 ** 2 + 0.94 + 1),
    ],
    ['returns of 0 read 0', repeated(30, 0), 0],
  ])('%s', (_name, moves, wanted) => {
    expect(readingAtEnd('ewmaVariance', stepping(moves))).toBeCloseTo(wanted, 15);
  });
});

describe('the warm-up', () => {
  test('of every feature counts the bars its first reading looks at', () => {
    const warmUps = Object.fromEntries(FEATURE_NAMES.map((name) => [name, warmUpBars([name])]));
    expect(warmUps).toEqual({
      return1: 2,
      return2: 3,
      return3: 4,
      return5: 6,
      return10: 11,
      return21: 22,
      fall1: 23,
      fall5: 23,
      fall22: 23,
      overnightGap: 2,
      logVariance1: 2,
      logVariance5: 6,
      logVariance22: 23,
      logVariance66: 67,
      logRealisedVariance22: 23,
      logDownsideVariance22: 23,
      relativeVolume20: 20,
      volumeTrend5over66: 66,
      rsi14: 15,
      distanceToSma20: 20,
      distanceToSma50: 50,
      distanceToSma200: 200,
      distanceToHigh252: 252,
      distanceToLow252: 252,
      nightsAhead: 1,
      ewmaVariance: 22,
    });
  });
});
