import { ema } from '../../../../lib/features/indicators/ema';
import { rsi } from '../../../../lib/features/indicators/rsi';
import { sma } from '../../../../lib/features/indicators/sma';

const _ = undefined;

describe('indicators', () => {
  test.each([
    ['sma averages the last period', sma([1, 2, 6, 4], 2), [_, 1.5, 4, 5]],
    ['sma of period 1 is the value', sma([3, 5], 1), [3, 5]],
    ['sma skips what is unknown and says nothing there', sma([1, 2, _, 6], 2), [_, 1.5, _, 4]],
    [
      'sma of a flat price is that price, to the last bit',
      sma([0.1, 5, 0.3, 0.3, 0.3], 3),
      [_, _, 1.8, (5 + 0.6) / 3, 0.3],
    ],
    ['sma forgets a spike entirely', sma([1e17, 1, 2, 3], 2)[3], 2.5],
    ['ema begins with the mean of the first period', ema([1, 3, 5], 2), [_, 2, 4]],
    ['ema skips what is unknown', ema([1, _, 3, 5], 2), [_, _, 2, 4]],
    ['ema of a flat price is that price', ema([0.7, 0.7, 0.7, 0.7], 3), [_, _, 0.7, 0.7]],
    ['rsi is the example of its docstring', rsi([1, 2, 1, 2], 2), [_, _, 50, 75]],
    ['rsi of a flat price is 50', rsi([5, 5, 5, 5], 2), [_, _, 50, 50]],
    ['rsi of a window that has gone flat is 50', rsi([1, 2, 3, 3, 3], 2), [_, _, 100, 100, 50]],
    ['rsi of rises only is 100', rsi([1, 2, 3], 2), [_, _, 100]],
    ['rsi of falls only is 0', rsi([3, 2, 1], 2), [_, _, 0]],
    ['too few values give no reading', [sma([1], 2), ema([1], 2), rsi([1, 2], 2)], [[_], [_], [_, _]]],
    ['no values give none', [sma([], 2), ema([], 2), rsi([], 2)], [[], [], []]],
  ])('%s', (_name, readings, wanted) => {
    expect(readings).toEqual(wanted);
  });
});
