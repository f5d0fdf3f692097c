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
});
