import type { Bar } from '../../../lib/market/bar';
import { LEAST_SIGMA, medianOf, moveScale, returnSigma } from '../../../lib/market/returnSigma';
import { dailyBars } from '../../support/madeBars';

/** Bars whose log returns are these, the first of them into the second bar. */
const withReturns = (returns: readonly number[]): readonly Bar[] => {
  let price = 100;
  return dailyBars([{ close: price }, ...returns.map((move) => ({ close: (price *= Math.exp(move)) }))]).bars;
};

/** As many returns up and down in turn, which leave the price where it was. */
const swings = (count: number, size: number): number[] =>
  Array.from({ length: count }, (_, place) => (place % 2 === 0 ? size : -size));

describe('the median', () => {
  it.each([
    ['the middle one of an odd number', [5, 1, 3], 3],
    ['the mean of the middle two of an even number', [1, 9, 3, 5], 4],
    ['the only one', [7], 7],
  ])('is %s', (_name, numbers, expected) => {
    expect(medianOf(Float64Array.from(numbers))).toBe(expected);
  });
});

describe('the σ of returns', () => {
  it('takes 60 returns before a place: one fewer is too few', () => {
    const bars = withReturns(swings(61, 0.02));
    expect(returnSigma(bars, 60)).toBeUndefined();
    expect(returnSigma(bars, 61)).toBeCloseTo(1.4826 * 0.02, 12);
  });

  it('takes no more than 60, and not the return into the place itself', () => {
    const bars = withReturns([...swings(40, 0.5), ...swings(60, 0.02), 0.5]);
    expect(returnSigma(bars, 101)).toBeCloseTo(1.4826 * 0.02, 12);
    // Half of them are small: one return more or fewer, or another, would read as large.
    const half = withReturns([0.03, ...swings(30, 0.01), ...swings(30, 0.03), 0.03]);
    expect(returnSigma(half, 62)).toBeCloseTo(1.4826 * 0.02, 12);
  });

  it.each<[string, readonly number[], number | undefined]>([
    [
      'deviates from none: a market that goes up and down in turn is not calm',
      swings(60, 0.02),
      0.02 * 1.4826,
    ],
    [
      'is robust: 29 of 60 returns may be as wild as they like',
      [...swings(31, 0.01), ...swings(29, 0.4)],
      0.01 * 1.4826,
    ],
    ['is never calmer than a thousandth', swings(60, 0.0001), LEAST_SIGMA],
    [
      'takes the mean where more than half did not move',
      [...swings(20, 0.03), ...swings(40, 0)],
      0.01 * 1.2533,
    ],
    ['is unknown where none of them moved', swings(60, 0), undefined],
  ])('%s', (_name, returns, expected) => {
    const sigma = returnSigma(withReturns(returns), 61);
    if (expected === undefined) expect(sigma).toBeUndefined();
    else expect(sigma).toBeCloseTo(expected, 10);
  });

  it('holds its least to be a thousandth', () => {
    expect(LEAST_SIGMA).toBe(0.001);
  });
});

const at = (text: string): Bar => {
  const startAt = Date.parse(text);
  return { startAt, closedAt: startAt, open: 1, high: 1, low: 1, close: 1, volume: 1 };
};

describe('the scale of a move', () => {
  const NIGHT = 0.76 * Math.sqrt(78);
  it.each<[string, '5min' | '1h' | '1d', string, string, number]>([
    ['is one from bar to bar', '5min', '2024-03-05T15:00Z', '2024-03-05T15:05Z', 1],
    ['grows with the root of the bars that are missing', '5min', '2024-03-05T15:00Z', '2024-03-05T15:45Z', 3],
    ['is most of a session over a night', '5min', '2024-03-05T20:55Z', '2024-03-06T14:30Z', NIGHT],
    ['counts a night from the close alone', '5min', '2024-03-05T15:00Z', '2024-03-06T14:30Z', NIGHT],
    ['is no longer over a long weekend', '5min', '2024-03-01T20:55Z', '2024-03-05T14:30Z', NIGHT],
    ['is longer over eight days', '5min', '2024-03-04T20:55Z', '2024-03-12T13:30Z', NIGHT * Math.SQRT2],
    [
      'is that of a night of few bars, too',
      '1h',
      '2024-03-05T20:30Z',
      '2024-03-06T14:30Z',
      0.76 * Math.sqrt(7),
    ],
    ['is one from day to day', '1d', '2024-03-05', '2024-03-06', 1],
    ['is one over four days', '1d', '2024-03-01', '2024-03-05', 1],
    ['grows with the root of the days beyond', '1d', '2024-03-01', '2024-03-10', 1.5],
  ])('%s', (_name, interval, from, to, expected) => {
    expect(moveScale(interval, at(from), at(to))).toBeCloseTo(expected, 12);
  });
});
