import { blockBootstrapInterval } from '../../../../lib/forecast/scores/blockBootstrapInterval';
import { coverageByTercile } from '../../../../lib/forecast/scores/coverageByTercile';
import { linearQuantile } from '../../../../lib/forecast/scores/linearQuantile';
import { worstWindowCoverage } from '../../../../lib/forecast/scores/worstWindowCoverage';
import { scoreColumns } from '../../../support/scoreColumns';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('linearQuantile', () => {
  test.each([
    ['the first is at 0', 0, 1],
    ['the last is at 1', 1, 7],
    ['the middle one is the median', 0.5, 3],
    ['between two lies what the line says', 0.75, 5],
  ])('%s', (_name, q, wanted) => {
    expect(linearQuantile(of(1, 3, 7), q)).toBe(wanted);
  });
});

describe('blockBootstrapInterval', () => {
  const { ours, theirs } = scoreColumns(9, 300);
  const above = theirs.map((loss, i) => loss - ours[i]!);
  const skill = { above, below: theirs };
  const ones = above.map(() => 1);

  test.each([
    ['the cube root of the dates, rounded up', 1, undefined, 7],
    ['the horizon, where it is longer', 21, undefined, 21],
    ['what is asked for', 1, 40, 40],
    ['no longer than the history', 1, 4_000, 300],
  ])('draws blocks of %s', (_name, horizonBars, blockBars, wanted) => {
    const found = blockBootstrapInterval(skill, {
      seed: 1,
      horizonBars,
      draws: 20,
      ...(blockBars !== undefined && { blockBars }),
    });
    expect(found?.blockBars).toBe(wanted);
  });

  test('tells the ratio it is about', () => {
    const total = (column: Float64Array) => column.reduce((sum, each) => sum + each, 0);
    const found = blockBootstrapInterval(skill, { seed: 1, horizonBars: 1 });
    expect(found?.ratio).toBeCloseTo(1 - total(ours) / total(theirs), 12);
  });

  test('a history drawn whole is the history, wherever it begins', () => {
    const { ratio, low90, high90 } = blockBootstrapInterval(skill, {
      seed: 1,
      horizonBars: 1,
      blockBars: 300,
      draws: 50,
    })!;
    expect(low90).toBeCloseTo(ratio, 12);
    expect(high90).toBeCloseTo(ratio, 12);
  });

  test('a column without spread has an interval without width', () => {
    const found = blockBootstrapInterval({ above: ones, below: ones }, { seed: 1, horizonBars: 5 });
    expect(found).toEqual({ ratio: 1, low90: 1, high90: 1, blockBars: 7 });
  });

  test('longer blocks widen the interval of what hangs together', () => {
    const slow = { above: ones.map((_, i) => Math.sin(i / 12)), below: ones };
    const width = (blockBars: number) => {
      const found = blockBootstrapInterval(slow, { seed: 4, horizonBars: 1, blockBars })!;
      return found.high90 - found.low90;
    };
    expect(width(20)).toBeGreaterThan(2 * width(1));
  });

  test.each([
    ['one date', of(1), of(1)],
    ['no dates', of(), of()],
    ['nothing below the line', of(1, 2, 3), of(0, 0, 0)],
    ['a case that is no number', of(1, NaN, 3), of(1, 1, 1)],
  ])('of %s is undefined', (_name, over, under) => {
    expect(
      blockBootstrapInterval({ above: over, below: under }, { seed: 1, horizonBars: 1 }),
    ).toBeUndefined();
  });
});

describe('coverageByTercile', () => {
  test('tells calm from stormy cases', () => {
    expect(coverageByTercile([1, 1, 0, 1, 0, 0], of(1, 2, 3, 4, 5, 6))).toEqual([
      { cases: 2, coverage: 1 },
      { cases: 2, coverage: 0.5 },
      { cases: 2, coverage: 0 },
    ]);
  });

  test('equal σ stay together', () => {
    expect(coverageByTercile([1, 0, 1, 1, 1], of(2, 2, 2, 2, 9))).toStrictEqual([
      { cases: 4, coverage: 0.75 },
      { cases: 0 },
      { cases: 1, coverage: 1 },
    ]);
  });

  test('a constant σ is calm, and no cases are three empty thirds', () => {
    expect(coverageByTercile([1, 0], of(3, 3)).map(({ cases }) => cases)).toEqual([2, 0, 0]);
    expect(coverageByTercile([], of())).toStrictEqual([{ cases: 0 }, { cases: 0 }, { cases: 0 }]);
  });
});

describe('worstWindowCoverage', () => {
  const missed = (cases: number, from: number, to: number) =>
    Uint8Array.from({ length: cases }, (_, i) => (i >= from && i < to ? 0 : 1));

  test.each([
    ['499 cases say nothing', missed(499, 0, 499), undefined],
    ['never missed is 1', missed(500, 0, 0), 1],
    ['the first window counts', missed(500, 0, 25), 0.9],
    ['the last window counts', missed(500, 475, 500), 0.9],
    ['a stretch in the middle counts once', missed(900, 400, 450), 0.8],
    ['a stretch longer than the window is 0', missed(900, 400, 700), 0],
  ])('%s', (_name, isInside, wanted) => {
    expect(worstWindowCoverage(isInside)).toBe(wanted);
  });
});
