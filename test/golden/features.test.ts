import { FEATURE_NAMES, featureMatrix, rowAt } from '../../lib/features/featureMatrix';
import { examplesOf } from '../../lib/models/examples';
import { dailyBars } from '../support/madeBars';
import golden from './features.json';

const { open, high, low, close, volume } = golden.bars;
const bars = dailyBars(
  close.map((each, t) => ({
    open: open[t]!,
    high: high[t]!,
    low: low[t]!,
    close: each,
    volume: volume[t]!,
  })),
);
const matrix = featureMatrix(bars);

/** Rounding of sums of squares and logarithms: far below anything a forecast could notice. */
const TOLERANCE = 1e-10;

/** What differs by more than the tolerance. */
function differences(
  ours: Readonly<Record<string, number>>,
  theirs: Readonly<Record<string, number>>,
): string[] {
  return Object.entries(theirs).flatMap(([name, wanted]) => {
    const reading = ours[name] ?? NaN;
    return Math.abs(reading - wanted) <= TOLERANCE * Math.abs(wanted)
      ? []
      : [`${name}: ${reading} for ${wanted}`];
  });
}

describe(`features equal ${golden.origin}`, () => {
  test('the bars are as they were, and the same ones are cut back', () => {
    expect(bars.bars).toHaveLength(close.length);
    expect(matrix.moves.repaired).toEqual(golden.repaired);
  });

  test.each(golden.rows)('every feature at bar $row', ({ row, ...wanted }) => {
    const readings = rowAt(matrix, row);
    const ours = Object.fromEntries(FEATURE_NAMES.map((name, j) => [name, readings[j]!]));
    // Daily bars have no nights ahead: those are counted by hand in sessionFeatures.test.ts.
    expect(Object.keys({ ...wanted, nightsAhead: 0 }).sort()).toEqual([...FEATURE_NAMES].sort());
    expect(differences(ours, wanted)).toEqual([]);
  });

  test.each(golden.moves)('prices and variances at bar $row', ({ row, ...wanted }) => {
    const { logOpen, logHigh, logLow, rangeVariance, monthVariance, varianceFloor } = matrix.moves;
    const columns = { logOpen, logHigh, logLow, rangeVariance, monthVariance, varianceFloor };
    const ours = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[row]!]));
    expect(differences(ours, wanted)).toEqual([]);
  });

  test.each(golden.outcomes)(
    'what follows bar $row over $horizonBars bars',
    ({ row, horizonBars, ...wanted }) => {
      const { logVariance, horizonReturn } = examplesOf(matrix, horizonBars);
      expect(
        differences({ logVariance: logVariance[row]!, horizonReturn: horizonReturn[row]! }, wanted),
      ).toEqual([]);
    },
  );
});
