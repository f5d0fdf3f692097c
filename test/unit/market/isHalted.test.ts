import type { Bar } from '../../../lib/market/bar';
import { isHalted } from '../../../lib/market/isHalted';
import { dailyBars, type Prices } from '../../support/madeBars';

const HALT: Prices = { close: 100, open: 100, volume: 0 };

/** Bars at 100 with these volumes before one that may be a halt; the newest is asked about. */
const isLastHalted = (volumes: readonly number[], last: Prices): boolean => {
  const bars: readonly Bar[] = dailyBars([...volumes.map((volume) => ({ close: 100, volume })), last]).bars;
  return isHalted(bars.at(-1)!, bars.slice(0, -1));
};

const traded = (count: number): number[] => Array.from({ length: count }, () => 1_000);
const still = (count: number): number[] => Array.from({ length: count }, () => 0);

describe('a halt', () => {
  it.each<[string, readonly number[], Prices, boolean]>([
    ['is a bar without volume and without another price', traded(60), HALT, true],
    ['is none where something was traded', traded(60), { ...HALT, volume: 1 }, false],
    ['is none where the price is another', traded(60), { close: 101, open: 101, volume: 0 }, false],
    [
      'is one at the price before, rounded to a cent',
      traded(60),
      { close: 100.005, open: 100.005, volume: 0 },
      true,
    ],
    ['is none a cent away', traded(60), { close: 100.01, open: 100.01, volume: 0 }, false],
    ['is none where it opened elsewhere', traded(60), { ...HALT, open: 101 }, false],
    ['is none where it has a wick upwards', traded(60), { ...HALT, high: 101 }, false],
    ['is none where it has a wick downwards', traded(60), { ...HALT, low: 99 }, false],
    ['is none before anything is known', [], HALT, false],
    ['is one after a single bar that was traded', traded(1), HALT, true],
    ['is none of a symbol that has no volumes', still(60), HALT, false],
    ['is none where half of the bars before had no volume', [...traded(30), ...still(30)], HALT, false],
    ['is one where more than half had some', [...traded(31), ...still(29)], HALT, true],
    ['looks back on 60 bars', [...traded(100), ...still(30), ...traded(30)], HALT, false],
    ['looks back on no fewer', [...still(30), ...traded(30)], HALT, false],
  ])('%s', (_name, volumes, last, expected) => {
    expect(isLastHalted(volumes, last)).toBe(expected);
  });
});
