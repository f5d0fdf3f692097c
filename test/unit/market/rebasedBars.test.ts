import { factorAt, rebasedBars } from '../../../lib/market/rebasedBars';
import { dailyBars } from '../../support/madeBars';

const SERIES = dailyBars([100, 102, 50, 10].map((close) => ({ open: close - 1, close, volume: 1_000 })));
const startAt = (place: number): number => SERIES.bars[place]!.startAt;
const [HALVED, FIFTH] = [
  { at: startAt(2), numerator: 2, denominator: 1 },
  { at: startAt(3), numerator: 5, denominator: 1 },
];

it('bars from before splits are as if every share had always been what it is since', () => {
  const { bars, ...of } = rebasedBars(SERIES, [HALVED, FIFTH]);
  expect(of).toMatchObject({ symbol: 'MADE', interval: '1d' });
  expect(bars).toEqual([
    { ...SERIES.bars[0], open: 9.9, high: 10, low: 9.9, close: 10, volume: 10_000 },
    {
      ...SERIES.bars[1],
      open: expect.closeTo(10.1),
      high: expect.closeTo(10.2),
      low: expect.closeTo(10.1),
      close: expect.closeTo(10.2),
      volume: 10_000,
    },
    {
      ...SERIES.bars[2],
      open: expect.closeTo(9.8),
      high: 10,
      low: expect.closeTo(9.8),
      close: 10,
      volume: 5_000,
    },
    SERIES.bars[3],
  ]);
});

it('a split to fewer shares makes earlier prices higher', () => {
  const { bars } = rebasedBars(SERIES, [{ at: startAt(1), numerator: 1, denominator: 8 }]);
  expect(bars.map(({ close, volume }) => [close, volume])).toEqual([
    [800, 125],
    [102, 1_000],
    [50, 1_000],
    [10, 1_000],
  ]);
});

it.each([
  ['there is no split', []],
  ['all of them are since one', [{ ...HALVED, at: startAt(0) }]],
])('the very bars are answered where %s', (_name, splits) => {
  expect(rebasedBars(SERIES, splits)).toBe(SERIES);
});

it('a bar of the session of a split is on its scale', () => {
  expect([1, 2].map((place) => factorAt(SERIES.bars[place]!, [HALVED]))).toEqual([0.5, 1]);
});

it('a halt that goes on at the price of before a split is on the scale of that', () => {
  const halt = { open: 102, close: 102, volume: 0 };
  const series = dailyBars([{ close: 100 }, { close: 102 }, halt, halt, { close: 51 }]);
  const { bars } = rebasedBars(series, [HALVED]);
  expect(bars.map(({ close }) => close)).toEqual([50, 51, 51, 51, 51]);
});
