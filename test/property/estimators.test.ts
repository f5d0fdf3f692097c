import fc from 'fast-check';
import { boostedReader, readBoosted } from '../../lib/models/boosted/boostedReader';
import { boostedTrees } from '../../lib/models/boosted/boostedTrees';
import { type GarchRows, garchRegression } from '../../lib/models/garch/garchRegression';
import type { LearningRows } from '../../lib/models/learningRows';
import { logisticRegression } from '../../lib/models/logisticRegression';
import { lstmRegression } from '../../lib/models/lstm/lstmRegression';
import { bentTarget, evenTable, garchPath, rowOf } from '../support/seededTables';

const RUNS = { numRuns: 12 };
const ROWS = 160;
const seeds = fc.integer({ min: 1, max: 1e6 });
/** Powers of two lose no digit: what is scaled by them is the same to the last bit. */
const powers = fc.integer({ min: -8, max: 8 }).map((exponent) => 2 ** exponent);

const made = (seed: number): LearningRows => {
  const columns = evenTable({ seed, rows: ROWS, columns: 5 });
  return { columns, target: bentTarget(columns, seed + 1, 0.2), firstRow: 0, through: ROWS - 1 };
};

const yesOrNo = (rows: LearningRows): LearningRows => ({
  ...rows,
  target: rows.target.map((each) => (each > 1.5 ? 1 : 0)),
});

const FEW_TREES = { mostRounds: 6, mostLeaves: 6, fewestInLeaf: 10 };
const FEW_EPOCHS = { mostEpochs: 2, units: 4, steps: 5 };

const treesSay = (rows: LearningRows): number[] => {
  const reader = boostedReader(boostedTrees(rows, FEW_TREES));
  return Array.from(rows.target, (_, row) => readBoosted(reader, rowOf(rows.columns, row)));
};

const apart = (ours: readonly number[], theirs: readonly number[]): number =>
  Math.max(...ours.map((each, i) => Math.abs(each - theirs[i]!)));

const returnsOf = (seed: number): GarchRows => {
  const truth = { mean: 0, omega: 5e-6, alpha: 0.08, gamma: 0.04, beta: 0.85 };
  return { returns: garchPath(seed, 400, truth), firstRow: 0, through: 399, leverage: false };
};

describe('estimators', () => {
  test.each([
    ['boosted trees', (rows: LearningRows) => boostedTrees(rows, FEW_TREES)],
    ['logistic regression', (rows: LearningRows) => logisticRegression(yesOrNo(rows), 1)],
    ['the network', (rows: LearningRows) => lstmRegression(rows, 3, FEW_EPOCHS)],
    [
      'GARCH',
      ({ target, firstRow, through }: LearningRows) =>
        garchRegression({ returns: target, firstRow, through, leverage: true }),
    ],
  ])('%s: the same rows give the same bytes, whatever stands outside of them', (_name, learn) => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 5 }),
        (seed, before, after) => {
          const rows = made(seed);
          const framed = (column: Float64Array): Float64Array =>
            Float64Array.of(
              ...new Array<number>(before).fill(NaN),
              ...column,
              ...new Array<number>(after).fill(NaN),
            );
          const inside = {
            columns: rows.columns.map(framed),
            target: framed(rows.target),
            firstRow: before,
            through: before + ROWS - 1,
          };
          expect(JSON.stringify(learn(inside))).toBe(JSON.stringify(learn(rows)));
        },
      ),
      RUNS,
    );
  });
});

describe('boosted trees', () => {
  test('see the order of values alone: a rising map of a column changes nothing', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 0, max: 4 }), (seed, mapped) => {
        const rows = made(seed);
        const columns = rows.columns.map((column, j) =>
          j === mapped ? column.map((each) => Math.exp(3 * each) - 7) : column,
        );
        expect(treesSay({ ...rows, columns })).toEqual(treesSay(rows));
      }),
      RUNS,
    );
  });

  test('scale with their target', () => {
    fc.assert(
      fc.property(seeds, powers, (seed, power) => {
        const rows = made(seed);
        const larger = treesSay({ ...rows, target: rows.target.map((each) => each * power) });
        expect(larger.map((each) => each / power)).toEqual(treesSay(rows));
      }),
      RUNS,
    );
  });

  test('say the same of the rows learned from in whatever order columns come', () => {
    fc.assert(
      fc.property(seeds, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (seed, order) => {
        const rows = made(seed);
        const columns = order.map((j) => rows.columns[j]!);
        expect(apart(treesSay({ ...rows, columns }), treesSay(rows))).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });
});

describe('logistic regression', () => {
  const fitOf = (rows: LearningRows) => logisticRegression(yesOrNo(rows), 2);

  test('does not see the scale of a column, nor where its zero lies', () => {
    fc.assert(
      fc.property(seeds, powers, fc.integer({ min: -50, max: 50 }), (seed, power, shift) => {
        const rows = made(seed);
        const columns = rows.columns.map((column) => column.map((each) => each * power + shift));
        const [ours, theirs] = [fitOf({ ...rows, columns }), fitOf(rows)];
        expect(apart(ours.weights, theirs.weights)).toBeLessThan(1e-7);
        expect(Math.abs(ours.intercept - theirs.intercept)).toBeLessThan(1e-7);
      }),
      RUNS,
    );
  });

  test('takes columns and rows in any order, and turns round with the outcomes', () => {
    fc.assert(
      fc.property(seeds, fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (seed, order) => {
        const rows = yesOrNo(made(seed));
        const turned = {
          ...rows,
          columns: order.map((j) => rows.columns[j]!.slice().reverse()),
          target: rows.target.map((each) => 1 - each).reverse(),
        };
        const [ours, theirs] = [logisticRegression(turned, 2), logisticRegression(rows, 2)];
        expect(
          apart(
            ours.weights,
            order.map((j) => -theirs.weights[j]!),
          ),
        ).toBeLessThan(1e-9);
        expect(Math.abs(ours.intercept + theirs.intercept)).toBeLessThan(1e-9);
      }),
      RUNS,
    );
  });
});

describe('GARCH', () => {
  test('scales with the returns', () => {
    fc.assert(
      fc.property(seeds, powers, fc.boolean(), (seed, power, leverage) => {
        const rows = { ...returnsOf(seed), leverage };
        const fit = garchRegression(rows);
        const larger = garchRegression({ ...rows, returns: rows.returns.map((each) => each * power) });
        expect({ ...larger, logLikelihood: 0 }).toEqual({
          ...fit,
          mean: fit.mean * power,
          omega: fit.omega * power * power,
          backcast: fit.backcast * power * power,
          logLikelihood: 0,
        });
        const shifted = fit.logLikelihood - 400 * Math.log(power);
        expect(Math.abs(larger.logLikelihood - shifted)).toBeLessThan(1e-8);
      }),
      RUNS,
    );
  });

  test('without leverage it does not see which way is up', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const rows = returnsOf(seed);
        const fit = garchRegression(rows);
        const upside = garchRegression({ ...rows, returns: rows.returns.map((each) => -each) });
        expect(upside).toEqual({ ...fit, mean: -fit.mean });
      }),
      RUNS,
    );
  });
});

describe('the network', () => {
  test('does not see the scale of a column or of the target', () => {
    fc.assert(
      fc.property(seeds, powers, powers, (seed, power, targetPower) => {
        const rows = made(seed);
        const fit = lstmRegression(rows, 5, FEW_EPOCHS);
        const larger = lstmRegression(
          {
            ...rows,
            columns: rows.columns.map((column) => column.map((each) => each * power)),
            target: rows.target.map((each) => each * targetPower),
          },
          5,
          FEW_EPOCHS,
        );
        expect(larger.weights).toEqual(fit.weights);
        expect(larger.targetScale).toBe(fit.targetScale * targetPower);
      }),
      RUNS,
    );
  });
});
