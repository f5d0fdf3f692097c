import { backtestPlan } from '../../../../lib/forecast/backtest/backtestPlan';
import { excursionsOf } from '../../../../lib/forecast/backtest/excursions';
import { countFrom, survival } from '../../../../lib/forecast/survival';
import { walkForwardPlan } from '../../../../lib/forecast/walkForward';
import { featureMatrix } from '../../../../lib/features/featureMatrix';
import { dailyBars } from '../../../support/madeBars';

describe('a backtest', () => {
  const examples = { firstRow: 22, lastRow: 1_200, horizonBars: 5 };
  const { blocks, scoredFrom } = backtestPlan(examples, '1d', 126);

  it('scores the rows that a walk-forward tests', () => {
    const [first] = walkForwardPlan(examples, '1d', 126);
    expect(blocks[0]!.from + scoredFrom).toBe(first!.from);
    expect(blocks.at(-1)!.to).toBe(1_200);
  });

  it('begins to forecast as soon as a model may learn', () => {
    expect(blocks[0]!.through).toBeGreaterThanOrEqual(22 + 126 - 1);
    expect(blocks[0]!.through).toBeLessThan(22 + 126 - 1 + 21);
  });

  it('learns from no outcome that had not ended five bars before', () => {
    for (const { through, from } of blocks) expect(from - (through + 5)).toBe(5);
  });

  it('has no case where there are too few rows', () => {
    expect(backtestPlan({ firstRow: 22, lastRow: 60, horizonBars: 5 }, '1d', 126).blocks).toEqual([]);
  });
});

it('excursions are the highest and the lowest of the bars ahead, over the close', () => {
  const prices = [
    { close: 100, high: 130, low: 70 },
    { close: 104, open: 101, high: 110, low: 99 },
    { close: 96, open: 103, high: 105, low: 90 },
    { close: 95, high: 97, low: 94 },
  ];
  const { upward, downward } = excursionsOf(featureMatrix(dailyBars(prices), []).moves, 2);
  expect([...upward].map((each) => Math.exp(each) * 100)).toEqual([
    expect.closeTo(110), expect.closeTo((100 * 105) / 104), 100, 100,
  ]); // prettier-ignore
  expect([...downward].map((each) => Math.exp(-each) * 100)).toEqual([
    expect.closeTo(90), expect.closeTo((100 * 90) / 104), 100, 100,
  ]); // prettier-ignore
});

describe('survival', () => {
  const rising = Float64Array.from({ length: 199 }, (_, i) => (i + 1) / 100);
  const measured = (distance: number, excursions: Float64Array) =>
    survival(distance, { cases: excursions.length, reached: countFrom(excursions, distance) });

  it.each([
    [0, 1],
    [-1, 1],
    [1, (100 + 0.5) / 200],
    [1.99, 1.5 / 200],
    [5, 0.5 / 200],
  ])('of an excursion of %d σ is %d', (distance, chance) => {
    expect(measured(distance, rising)).toBeCloseTo(chance, 12);
  });

  it('follows the reflection principle where fewer than a hundred were measured', () => {
    expect(measured(1, rising.subarray(0, 99))).toBeCloseTo(0.317310508, 8);
  });
});
