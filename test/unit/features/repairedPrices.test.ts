import { repairedPrices } from '../../../lib/features/repairedPrices';
import { dailyBars, type Prices } from '../../support/madeBars';

const calm: readonly Prices[] = Array.from({ length: 40 }, () => ({
  open: 100,
  high: 101,
  low: 99,
  close: 100,
}));
const reach = Math.exp(6 * Math.log(101 / 99));

describe('repairedPrices', () => {
  test.each<[string, Prices, Partial<Prices>]>([
    [
      'leaves an ordinary bar alone',
      { open: 101, high: 103, low: 98, close: 102 },
      { open: 101, high: 103, low: 98 },
    ],
    [
      'cuts a wick down to six median ranges below the body',
      { high: 101, low: 6, close: 100 },
      { low: 100 / reach },
    ],
    [
      'cuts a wick up to six median ranges above the body',
      { high: 900, low: 99, close: 100 },
      { high: 100 * reach },
    ],
    [
      'cuts an open that neither the close nor the close before supports',
      { open: 200, high: 201, low: 99, close: 100 },
      { open: 100 * reach },
    ],
    ['believes a close, however far', { open: 100, high: 101, low: 50, close: 50 }, { low: 50, close: 50 }],
    [
      'believes a gap that the close confirms',
      { open: 50, high: 51, low: 49, close: 50 },
      { open: 50, low: 49 },
    ],
  ])('%s', (_name, last, wanted) => {
    const prices = repairedPrices(dailyBars([...calm, last]));
    const at = calm.length;
    const columns = {
      open: prices.logOpen,
      high: prices.logHigh,
      low: prices.logLow,
      close: prices.logClose,
    };
    for (const [name, price] of Object.entries(wanted)) {
      expect(Math.exp(columns[name as keyof typeof columns][at]!)).toBeCloseTo(price, 9);
    }
    expect(prices.repaired).toEqual(_name.startsWith('cuts') ? [at] : []);
  });

  test('nothing is cut while there are too few bars to judge by, nor after a halt', () => {
    const bad = { high: 101, low: 6, close: 100 };
    const halted = Array.from({ length: 70 }, () => ({ close: 100 }));
    expect(repairedPrices(dailyBars([...calm.slice(0, 20), bad])).repaired).toEqual([]);
    expect(repairedPrices(dailyBars([...halted, bad])).repaired).toEqual([]);
  });

  /** Bars around 100 with this range, in logarithms. */
  const ranging = (count: number, range: number): Prices[] =>
    Array.from({ length: count }, () => ({
      open: 100,
      high: 100 * Math.exp(range / 2),
      low: 100 * Math.exp(-range / 2),
      close: 100,
    }));
  const wick: Prices = { open: 100, high: 100, low: 6, close: 100 };
  const cutTo = (before: readonly Prices[], last: Prices = wick) => {
    const { logLow, logHigh, repaired } = repairedPrices(dailyBars([...before, last]));
    const at = before.length;
    return { repaired, low: logLow[at]! - Math.log(100), high: logHigh[at]! - Math.log(100) };
  };

  test.each<[string, readonly Prices[], number]>([
    ['the bar itself has no say', [...ranging(11, 0.01), ...ranging(10, 0.02)], 0.01],
    [
      'one bar more would be too far back',
      [...ranging(40, 0.02), ...ranging(32, 0.01), ...ranging(31, 0.02)],
      0.01,
    ],
    [
      'the oldest of 63 bars still counts',
      [...ranging(40, 0.01), ...ranging(32, 0.02), ...ranging(31, 0.01)],
      0.02,
    ],
  ])('the usual range is the median of the 63 bars before: %s', (_name, before, usual) => {
    const { low, repaired } = cutTo(before);
    expect(low).toBeCloseTo(-6 * usual, 12);
    expect(repaired).toEqual([before.length]);
  });

  test('the first bar judged has 21 before it', () => {
    expect(cutTo(ranging(20, 0.01)).repaired).toEqual([]);
    expect(cutTo(ranging(21, 0.01)).repaired).toEqual([21]);
  });

  test('wicks are measured from a credible open where it lies beyond both closes', () => {
    const above = cutTo(ranging(40, 0.02), { open: 104, high: 900, low: 100, close: 100 });
    expect(above.high).toBeCloseTo(Math.log(1.04) + 0.12, 12);
    const below = cutTo(ranging(40, 0.02), { open: 96, high: 100, low: 6, close: 100 });
    expect(below.low).toBeCloseTo(Math.log(0.96) - 0.12, 12);
  });

  test('wicks are measured from the closes where the open lies on the other side', () => {
    const wicks = [
      { open: 96, high: 100 * Math.exp(0.11), low: 95, close: 100 },
      { open: 104, high: 105, low: 100 * Math.exp(-0.11), close: 100 },
    ];
    expect(wicks.map((each) => cutTo(ranging(40, 0.02), each).repaired)).toEqual([[], []]);
  });

  test.each([
    ['fell', 120],
    ['rose', 80],
  ])('an open where the price closed before is believed, though it %s all day', (_name, before) => {
    const jump = { open: before, high: Math.max(100, before), low: Math.min(100, before), close: 100 };
    const calmThere = [...ranging(40, 0.02), { ...jump, open: 100, close: before }];
    expect(cutTo(calmThere, jump).repaired).toEqual([]);
  });

  test('a wick of just under six ranges is left alone', () => {
    const reachLow = 100 * Math.exp(-6 * 0.02 + 1e-9);
    expect(cutTo(ranging(40, 0.02), { ...wick, low: reachLow }).repaired).toEqual([]);
  });
});
