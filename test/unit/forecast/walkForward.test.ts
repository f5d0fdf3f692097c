import { FEWEST_CASES, walkForward, walkForwardPlan } from '../../../lib/forecast/walkForward';
import type { Interval } from '../../../lib/market/interval';
import type { Examples } from '../../../lib/models/examples';
import type { FitOf } from '../../../lib/models/fit';
import type { Model } from '../../../lib/models/model';

const FIRST_ROW = 251;

const plan = (
  rows: number,
  options: { interval?: Interval; fewestRows?: number; horizonBars?: number } = {},
) => {
  const { interval = '1d', fewestRows = 126, horizonBars = 1 } = options;
  return walkForwardPlan(
    { firstRow: FIRST_ROW, lastRow: FIRST_ROW + rows - 1, horizonBars },
    interval,
    fewestRows,
  );
};

describe('walkForwardPlan', () => {
  test.each<[Interval, number]>([
    ['1d', 21],
    ['1h', 7],
    ['30min', 13],
    ['15min', 26],
    ['5min', 78],
    ['1min', 390],
  ])('at %s a model is refitted every %i bars', (interval, bars) => {
    const blocks = plan(2_000, { interval });
    expect(new Set(blocks.slice(0, -1).map(({ from, to }) => to - from + 1))).toEqual(new Set([bars]));
    expect(blocks[1]!.through - blocks[0]!.through).toBe(bars);
  });

  test.each([
    ['the first window is a third of the rows', { rows: 900 }, 300],
    ['a third is rounded down', { rows: 1_499 }, 499],
    ['the first window is at most 500 rows', { rows: 1_503 }, 500],
    ['the first window of a long history is 500 rows', { rows: 6_000 }, 500],
    ['no first window is shorter than what the model needs', { rows: 300 }, 126],
    ['a model that needs more than 500 rows gets them', { rows: 6_000, fewestRows: 700 }, 700],
    [
      'a long gap shortens the first window',
      { rows: 500, horizonBars: 150, fewestRows: 63 },
      500 - 300 - 63 + 1,
    ],
  ])('%s', (_name, { rows, ...options }, wanted) => {
    const [first] = plan(rows, options);
    expect(first!.through - FIRST_ROW + 1).toBe(wanted);
  });

  test.each([1, 5, 21])(
    'an outcome learned from over %i bars ends max(horizon, 5) bars before the first case',
    (horizonBars) => {
      for (const { through, from } of plan(2_000, { horizonBars })) {
        expect(from - (through + horizonBars)).toBe(Math.max(horizonBars, 5));
      }
    },
  );

  test('exactly the fewest cases are left where there are no more rows', () => {
    const blocks = plan(126 + 6 + FEWEST_CASES - 1);
    expect(FEWEST_CASES).toBe(63);
    expect(blocks[0]!.from).toBe(FIRST_ROW + 126 - 1 + 6);
    expect(blocks.at(-1)!.to - blocks[0]!.from + 1).toBe(FEWEST_CASES);
  });

  test('a single row that is left over is a block of its own', () => {
    const { from, to } = plan(126 + 6 + 3 * 21).at(-1)!;
    expect([from, to]).toEqual([FIRST_ROW + 126 + 6 + 3 * 21 - 1, FIRST_ROW + 126 + 6 + 3 * 21 - 1]);
  });

  test('too few rows leave nothing to test', () => {
    expect(plan(130)).toEqual([]);
  });
});

describe('walkForward', () => {
  const examples: Examples = {
    features: [],
    columns: [Float64Array.from({ length: 12 }, (_, t) => 100 + t)],
    horizonBars: 1,
    firstRow: 2,
    lastRow: 11,
    logVariance: new Float64Array(12),
    horizonReturn: new Float64Array(12),
  };

  /** Says which rows it learned from and which row it reads: through · 1,000 + reading. */
  const telling = (heads: object): Model<FitOf<'naive'>> => ({
    kind: 'naive',
    features: [],
    fewestRows: 1,
    fit: () => (through) => ({ kind: 'naive', horizonBars: 1, features: [], variance: through }),
    apply: ({ variance }, row) => ({ variance: 1_000 * variance + row[0]!, ...heads }),
    explain: () => [],
  });

  const blocks = [
    { through: 3, from: 7, to: 8 },
    { through: 5, from: 9, to: 11 },
  ];

  test('reads every row of a block by the model of that block', () => {
    const { variance } = walkForward(telling({}), examples, blocks);
    expect(Array.from(variance)).toEqual([3_107, 3_108, 5_109, 5_110, 5_111]);
  });

  test('has drift and log variance where the model has them', () => {
    expect(walkForward(telling({ drift: 0.5, logVariance: -9 }), examples, blocks)).toMatchObject({
      drift: new Float64Array(5).fill(0.5),
      logVariance: new Float64Array(5).fill(-9),
    });
    expect(Object.keys(walkForward(telling({}), examples, blocks))).toEqual(['variance']);
  });
});
