import { ema } from '../../../../lib/features/indicators/ema';
import type { ValueIndicator } from '../../../../lib/features/indicators/indicator';
import { rsi } from '../../../../lib/features/indicators/rsi';
import { sma } from '../../../../lib/features/indicators/sma';
import { stddev } from '../../../../lib/features/indicators/stddev';
import { wma } from '../../../../lib/features/indicators/wma';

type Read = (values: readonly number[], n: number) => number[];

const _ = NaN;

const reading = (indicator: ValueIndicator) => (values: readonly number[], n: number) =>
  Array.from(indicator.columns(Float64Array.from(values), { n }));

const [smaOf, emaOf, rsiOf] = [sma, ema, rsi].map(reading) as [Read, Read, Read];
const [wmaOf, stddevOf] = [wma, stddev].map(reading) as [Read, Read];

describe('indicators', () => {
  test.each([
    ['sma averages the last period', smaOf([1, 2, 6, 4], 2), [_, 1.5, 4, 5]],
    ['sma of period 1 is the value', smaOf([3, 5], 1), [3, 5]],
    ['sma skips what is unknown and says nothing there', smaOf([1, 2, _, 6], 2), [_, 1.5, _, 4]],
    [
      'sma of a flat price is that price, to the last bit',
      smaOf([0.1, 5, 0.3, 0.3, 0.3], 3),
      [_, _, 1.8, (5 + 0.6) / 3, 0.3],
    ],
    ['sma forgets a spike entirely', smaOf([1e17, 1, 2, 3], 2)[3], 2.5],
    ['wma forgets a spike entirely', wmaOf([1e17, 1, 4, 7], 2).slice(2), [3, 6]],
    ['stddev forgets a spike entirely', stddevOf([1e17, 1e17, 1, 3, 7], 2).slice(3), [1, 2]],
    ['stddev of a price far from 0 keeps its digits', stddevOf([1e9 + 1, 1e9 + 3], 2), [_, 1]],
    ['ema begins with the mean of the first period', emaOf([1, 3, 5], 2), [_, 2, 4]],
    ['ema skips what is unknown', emaOf([1, _, 3, 5], 2), [_, _, 2, 4]],
    ['ema of a flat price is that price', emaOf([0.7, 0.7, 0.7, 0.7], 3), [_, _, 0.7, 0.7]],
    ['rsi of a flat price is 50', rsiOf([5, 5, 5, 5], 2), [_, _, 50, 50]],
    ['rsi of a window that has gone flat is 50', rsiOf([1, 2, 3, 3, 3], 2), [_, _, 100, 100, 50]],
    ['rsi of rises only is 100', rsiOf([1, 2, 3], 2), [_, _, 100]],
    ['rsi of falls only is 0', rsiOf([3, 2, 1], 2), [_, _, 0]],
    ['too few values give no reading', [smaOf([1], 2), emaOf([1], 2), rsiOf([1, 2], 2)], [[_], [_], [_, _]]],
    ['no values give none', [smaOf([], 2), emaOf([], 2), rsiOf([], 2)], [[], [], []]],
  ])('%s', (_name, readings, wanted) => {
    expect(readings).toEqual(wanted);
  });
});
