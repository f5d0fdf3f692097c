import { type Happened, issued, LEVELS } from '../../../../lib/forecast/backtest/issued';
import { baselineChances } from '../../../../lib/forecast/backtest/touchLevels';
import { normals } from '../../../support/madeBars';

const filled = (count: number, value: number): Float64Array => new Float64Array(count).fill(value);

/** Cases in blocks of ten, each ended before the one after it is issued. */
function happenedIn(horizonReturn: Float64Array, reach = 1): Happened {
  const count = horizonReturn.length;
  return {
    horizonReturn,
    upward: horizonReturn.map((move) => Math.max(move, 0) * reach),
    downward: horizonReturn.map((move) => Math.max(-move, 0) * reach),
    blockStart: Int32Array.from({ length: count }, (_, i) => i - (i % 10)),
    ended: Int32Array.from({ length: count }, (_, i) => i),
    longSigma: filled(count, 1),
  };
}

const draw = normals(5);
const MOVES = Float64Array.from({ length: 2_000 }, () => draw());
const share = (flags: readonly boolean[]): number => flags.filter(Boolean).length / flags.length;

describe('intervals', () => {
  it('are those of the normal distribution before there are a hundred errors', () => {
    const { low50, high50, low90, high90 } = issued({ sigma: filled(2_000, 2) }, happenedIn(MOVES));
    expect([low50[99], high50[99], low90[99], high90[99]].map((each) => each!.toFixed(3))).toEqual([
      '-1.349', '1.349', '-3.290', '3.290',
    ]); // prettier-ignore
  });

  it('hold what they claim though σ was told half as large as it is', () => {
    const { low90, high90, low50, high50 } = issued({ sigma: filled(2_000, 0.5) }, happenedIn(MOVES));
    const later = [...MOVES.keys()].slice(500);
    expect(share(later.map((i) => MOVES[i]! >= low90[i]! && MOVES[i]! <= high90[i]!))).toBeCloseTo(0.9, 1);
    expect(share(later.map((i) => MOVES[i]! >= low50[i]! && MOVES[i]! <= high50[i]!))).toBeCloseTo(0.5, 1);
  });

  it('widen after moves that became larger than all before', () => {
    const storm = MOVES.map((move, i) => (i < 1_000 ? move : 2 * move));
    const { high90 } = issued({ sigma: filled(2_000, 1) }, happenedIn(storm));
    expect(high90[1_199]! / high90[999]!).toBeGreaterThan(1.1);
  });
});

describe('intervals around a median', () => {
  const sigma = filled(2_000, 1);
  const drifted = MOVES.map((move) => move + 3);

  it('lie as the errors around it do', () => {
    const around = issued({ sigma, median: filled(2_000, 3) }, happenedIn(drifted));
    const plain = issued({ sigma }, happenedIn(MOVES));
    for (const name of ['low50', 'high50', 'low90', 'high90'] as const)
      [50, 150, 1_999].forEach((at) => expect(around[name][at]).toBeCloseTo(plain[name][at]! + 3, 9));
  });

  it('reach it where all errors are on one side', () => {
    const { low90, high90 } = issued({ sigma }, happenedIn(MOVES.map((move) => Math.abs(move) + 1)));
    expect([low90[1_999], high90[1_999]! > 1]).toEqual([0, true]);
  });
});

describe('what the case after the last would be told by', () => {
  it('are the quantiles of all errors, as wide as what was missed asks', () => {
    const count = MOVES.length;
    const { afterwards } = issued({ sigma: filled(count, 1) }, happenedIn(MOVES));
    const longer = Float64Array.from([...MOVES, ...Array.from({ length: 10 }, () => 0)]);
    const { low50, high50, low90, high90 } = issued(
      { sigma: filled(count + 10, 1) },
      {
        ...happenedIn(longer),
        ended: Int32Array.from(longer, (_, i) => Math.min(i, count)),
      },
    );
    const { q05, q25, q75, q95 } = afterwards;
    expect([q05, q25, q75, q95]).toEqual([low90[count], low50[count], high50[count], high90[count]]);
  });

  it('is the normal distribution before there are a hundred', () => {
    const { afterwards } = issued({ sigma: filled(99, 1) }, happenedIn(MOVES.slice(0, 99)));
    expect(afterwards.q95).toBeCloseTo(1.644853627, 8);
    expect(issued({ sigma: filled(100, 1) }, happenedIn(MOVES.slice(0, 100))).afterwards.q95).not.toBeCloseTo(
      1.644853627,
      4,
    );
  });

  it('never has an interval of 50 % that is wider than that of 90 %', () => {
    // Both are pushed to their ends: the half by misses alone, then by hits alone.
    const jumpy = Float64Array.from({ length: 2_000 }, (_, i) => (i % 2 === 0 ? 1 : -1) * (1 + (i % 7)));
    const { afterwards, ...told } = issued({ sigma: filled(2_000, 1) }, happenedIn(jumpy));
    jumpy.forEach((_, i) => {
      expect(told.low90[i]).toBeLessThanOrEqual(told.low50[i]!);
      expect(told.high90[i]).toBeGreaterThanOrEqual(told.high50[i]!);
    });
    expect(afterwards.q05 <= afterwards.q25 && afterwards.q75 <= afterwards.q95).toBe(true);
  });
});

describe('touch chances', () => {
  const told = issued({ sigma: filled(2_000, 1) }, happenedIn(MOVES));

  it('fall with the distance of the level, upwards and downwards', () => {
    for (const case_ of [50, 150, 1_900])
      for (const side of [0, 1]) {
        const chances = [0, 1, 2, 3].map((place) => told.touch[case_ * LEVELS + 2 * place + side]!);
        expect([...chances].sort((one, other) => other - one)).toEqual(chances);
        expect(new Set(chances).size).toBe(4);
      }
  });

  it('are those that excursions had, in units of their own σ', () => {
    const reached = share([...MOVES.slice(0, 1_990)].map((move) => move >= 1));
    expect(told.touch[1_999 * LEVELS + 2]).toBeCloseTo(reached, 3);
  });

  it('are held against how often such levels were touched before', () => {
    const { touched, frequency } = baselineChances(happenedIn(MOVES));
    expect(frequency[99 * LEVELS]).toBeNaN();
    expect(touched[3 * LEVELS + 2]).toBe(MOVES[3]! >= 1 ? 1 : 0);
    const before = [...MOVES.slice(0, 1_990)].map((move) => move >= 1);
    expect(frequency[1_999 * LEVELS + 2]).toBe(share(before));
  });
});
