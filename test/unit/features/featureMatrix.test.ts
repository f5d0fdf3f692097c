import { FEATURE_NAMES, featureMatrix, rowAt, warmUpBars } from '../../../lib/features/featureMatrix';
import { garmanKlass, priceMoves } from '../../../lib/features/priceMoves';
import { dailyBars, wanderingBars } from '../../support/madeBars';

const readingAtEnd = (
  name: (typeof FEATURE_NAMES)[number],
  bars = wanderingBars({ seed: 1, count: 300 }),
): number => {
  const matrix = featureMatrix(bars, [name]);
  return matrix.columns[0]!.at(-1)!;
};

describe('featureMatrix', () => {
  const walk = wanderingBars({ seed: 1, count: 300, storms: 0.2 });
  const { bars } = walk;
  const back = (n: number): number => bars.at(-1 - n)!.close;

  test.each([
    ['return5 is the log return over five bars', 'return5', Math.log(back(0) / back(5))],
    [
      'overnightGap is the log of open over the close before',
      'overnightGap',
      Math.log(bars.at(-1)!.open / back(1)),
    ],
    [
      'distanceToHigh252 looks at the highs of 252 bars',
      'distanceToHigh252',
      Math.log(back(0) / Math.max(...bars.slice(-252).map(({ high }) => high))),
    ],
    [
      'distanceToLow252 looks at the lows of 252 bars',
      'distanceToLow252',
      Math.log(back(0) / Math.min(...bars.slice(-252).map(({ low }) => low))),
    ],
    [
      'relativeVolume20 compares with the mean of 20 bars',
      'relativeVolume20',
      Math.log(bars.at(-1)!.volume / (bars.slice(-20).reduce((sum, { volume }) => sum + volume, 0) / 20)),
    ],
  ] as const)('%s', (_name, feature, wanted) => {
    expect(readingAtEnd(feature, walk)).toBeCloseTo(wanted, 12);
  });

  test('a bar of known prices has the variance of gap and Garman–Klass', () => {
    const moves = priceMoves(dailyBars([{ close: 100 }, { open: 102, high: 104, low: 101, close: 103 }]));
    const gap = Math.log(102 / 100);
    const inside = 0.5 * Math.log(104 / 101) ** 2 - (2 * Math.LN2 - 1) * Math.log(103 / 102) ** 2;
    expect(garmanKlass(Math.log(104 / 101), Math.log(103 / 102))).toBe(inside);
    expect(moves.rangeVariance[1]).toBeCloseTo(gap * gap + inside, 15);
  });

  test('the first row is where the longest warm-up ends', () => {
    const matrix = featureMatrix(walk);
    expect(matrix.firstRow).toBe(251);
    expect(warmUpBars(['ewmaVariance'])).toBe(22);
    expect(rowAt(matrix, 251)).toHaveLength(FEATURE_NAMES.length);
  });

  test.each([
    ['a price that never moves', Array.from({ length: 300 }, () => ({ close: 50, volume: 0 }))],
    [
      'a long halt after a storm',
      [...bars.slice(0, 30), ...Array.from({ length: 270 }, () => ({ close: back(0), volume: 0 }))],
    ],
    [
      'one enormous day',
      Array.from({ length: 300 }, (_, t) => ({ close: t < 298 ? 1e-4 : 1e8, volume: t === 299 ? 1e15 : 0 })),
    ],
  ])('%s gives finite numbers only', (_name, prices) => {
    const matrix = featureMatrix(dailyBars(prices));
    for (const column of matrix.columns) expect(column.every(Number.isFinite)).toBe(true);
  });

  test('a series without volume reads 0, a bar without volume a hundredth', () => {
    const silent = bars.map((bar) => ({ ...bar, volume: 0 }));
    expect(readingAtEnd('relativeVolume20', dailyBars(silent))).toBe(0);
    const quiet = bars.map((bar, t) => ({ ...bar, volume: t === 299 ? 0 : 1_000 }));
    expect(readingAtEnd('relativeVolume20', dailyBars(quiet))).toBeCloseTo(Math.log(0.01), 12);
  });
});
