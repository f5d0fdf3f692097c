import { outcomesOf } from '../../../lib/forecast/outcomes';
import type { Examples } from '../../../lib/models/examples';

const HORIZON = 5;
const FIRST_ROW = 2;
/** Two blocks of two and three cases; the rows between `through` and `from` are purge and embargo. */
const PLAN = [
  { through: 3, from: 14, to: 15 },
  { through: 5, from: 16, to: 18 },
];

/** Rows 2 … 18 with outcomes that can be reckoned by head; rows 0 and 1 are warm-up and poisoned. */
function examples(
  change: (horizonReturn: Float64Array, logVariance: Float64Array) => void = () => {},
): Examples {
  const horizonReturn = new Float64Array(24).fill(0.5);
  const logVariance = new Float64Array(24).fill(Math.log(0.25));
  horizonReturn.set([99, 99, 0.1, 0.3, -0.2, 0.6]);
  logVariance.set([99, 99, Math.log(0.01), Math.log(0.03), Math.log(0.02), Math.log(0.04)]);
  horizonReturn.set([0.7, -0.1, 0.2, -0.3, 0.4], 14);
  logVariance.set([0.05, 0.06, 0.07, 0.08, 0.09].map(Math.log), 14);
  change(horizonReturn, logVariance);
  return {
    features: [],
    columns: [],
    horizonBars: HORIZON,
    firstRow: FIRST_ROW,
    lastRow: 18,
    logVariance,
    horizonReturn,
  };
}

const expectNear = (column: Float64Array, wanted: readonly number[]): void => {
  expect(column).toHaveLength(wanted.length);
  wanted.forEach((each, i) => expect(column[i]).toBeCloseTo(each, 12));
};

/** Mean squared return over mean range variance of the horizon, of rows 2 … 3 and of rows 2 … 5. */
const EARLY_RATIO = (0.01 + 0.09) / 2 / (5 * 0.02);
const LATE_RATIO = (0.01 + 0.09 + 0.04 + 0.36) / 4 / (5 * 0.025);

describe('outcomesOf', () => {
  const outcomes = outcomesOf(examples(), PLAN);

  test('each case knows what happened after it', () => {
    expect(outcomes.horizonBars).toBe(HORIZON);
    expectNear(outcomes.horizonReturn, [0.7, -0.1, 0.2, -0.3, 0.4]);
    expectNear(outcomes.logVariance, [0.05, 0.06, 0.07, 0.08, 0.09].map(Math.log));
  });

  test('each case knows where its block begins, as a place among the cases', () => {
    expect(Array.from(outcomes.blockStart)).toEqual([0, 0, 2, 2, 2]);
  });

  test('the range variance covers the horizon and is scaled by the squared returns of the rows learned from', () => {
    expectNear(outcomes.realisedVariance, [
      EARLY_RATIO * 5 * 0.05,
      EARLY_RATIO * 5 * 0.06,
      LATE_RATIO * 5 * 0.07,
      LATE_RATIO * 5 * 0.08,
      LATE_RATIO * 5 * 0.09,
    ]);
  });

  test('the means are those of the rows learned from', () => {
    expectNear(outcomes.meanReturn, [0.2, 0.2, 0.2, 0.2, 0.2]);
    const [early, late] = [Math.log(0.01 * 0.03) / 2, Math.log(0.01 * 0.03 * 0.02 * 0.04) / 4];
    expectNear(outcomes.meanLogVariance, [early, early, late, late, late]);
  });

  test('a market whose returns were all 0 keeps a variance above 0', () => {
    const still = outcomesOf(
      examples((horizonReturn) => horizonReturn.fill(0)),
      PLAN,
    );
    expectNear(
      still.realisedVariance.map((each) => each * 1e6),
      [0.25, 0.3, 0.35, 0.4, 0.45],
    );
  });

  test.each(PLAN)(
    'what happens after row $through changes neither scale nor means of the block learned up to it',
    ({ through, from }) => {
      const other = outcomesOf(
        examples((horizonReturn, logVariance) => {
          // The tested row itself stays, so that its scaled variance shows the scale alone.
          for (let row = through + 1; row < 24; row += 1) {
            if (row === from) continue;
            horizonReturn[row] = -7;
            logVariance[row] = 3;
          }
        }),
        PLAN,
      );
      const place = from - PLAN[0]!.from;
      for (const name of ['realisedVariance', 'meanReturn', 'meanLogVariance'] as const) {
        expect({ name, reading: other[name][place] }).toEqual({ name, reading: outcomes[name][place] });
      }
    },
  );

  test('what happens at row through is learned from', () => {
    const other = outcomesOf(
      examples((horizonReturn, logVariance) => {
        horizonReturn[5] = 1;
        logVariance[5] = 0;
      }),
      PLAN,
    );
    for (const name of ['realisedVariance', 'meanReturn', 'meanLogVariance'] as const) {
      expect(Array.from(other[name].slice(0, 2))).toEqual(Array.from(outcomes[name].slice(0, 2)));
      expect(other[name][2]).not.toBeCloseTo(outcomes[name][2]!, 6);
    }
  });

  test('an empty plan has no cases', () => {
    expect(outcomesOf(examples(), []).horizonReturn).toHaveLength(0);
  });
});
