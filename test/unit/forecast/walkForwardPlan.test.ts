import { FEWEST_CASES, walkForwardPlan } from '../../../lib/forecast/walkForward';

const plan = (rows: number, horizonBars: number) =>
  walkForwardPlan({ firstRow: 252, lastRow: 252 + rows - 1, horizonBars }, '1d', 126);

describe('walkForwardPlan', () => {
  test.each([
    [1, 6],
    [5, 10],
    [21, 42],
    [63, 126],
  ])(
    'a horizon of %i bars keeps %i rows between the last one learned from and the first one tested',
    (horizonBars, gap) => {
      const blocks = plan(2_000, horizonBars);
      expect(blocks.length).toBeGreaterThan(50);
      // Purge: the outcome of row `through` ends at `through + horizon`; embargo: max(horizon, 5) more.
      expect(new Set(blocks.map(({ from, through }) => from - through))).toEqual(new Set([gap]));
      expect(gap).toBe(horizonBars + Math.max(horizonBars, 5));
    },
  );

  test('blocks follow one another through the last row', () => {
    const blocks = plan(2_000, 5);
    blocks.slice(1).forEach(({ from }, index) => expect(from).toBe(blocks[index]!.to + 1));
    expect(blocks.at(-1)!.to).toBe(252 + 2_000 - 1);
  });

  test('a short history still leaves the fewest cases', () => {
    const [first] = plan(126 + 126 + FEWEST_CASES - 1, 63);
    expect(252 + 126 + 126 + FEWEST_CASES - 1 - first!.from).toBeGreaterThanOrEqual(FEWEST_CASES);
  });
});
