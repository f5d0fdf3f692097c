import { logisticChance, logisticRegression, logOdds } from '../../../lib/models/logisticRegression';
import { evenTable, rowOf } from '../../support/seededTables';

const ROWS = 200;
const columns = evenTable({ seed: 51, rows: ROWS, columns: 3 });
const noise = evenTable({ seed: 52, rows: ROWS, columns: 1 })[0]!;
const target = columns[0]!.map((each, row) => (noise[row]! < each ? 1 : 0));
const rows = { columns, target, firstRow: 0, through: ROWS - 1 };

const spoiled = (column: Float64Array, row: number, reading: number): Float64Array =>
  column.slice().fill(reading, row, row + 1);

describe('logisticRegression', () => {
  test.each([
    ['one row', { ...rows, through: 0 }, 1, '"1" rows are fewer than 2'],
    ['no row', { ...rows, through: -1 }, 1, '"0" rows are fewer than 2'],
    ['outcomes all alike', { ...rows, target: new Float64Array(ROWS) }, 1, 'the target is "0" in every row'],
    ['outcomes that are neither', { ...rows, target: spoiled(target, 9, 0.5) }, 1, 'an outcome is "0.5"'],
    [
      'a feature that is not a number',
      { ...rows, columns: [columns[0]!, spoiled(columns[1]!, 4, NaN)] },
      1,
      'column "1" has "NaN" at row "4"',
    ],
    [
      'an outcome that is not a number',
      { ...rows, target: spoiled(target, 3, NaN) },
      1,
      'the target has "NaN"',
    ],
    [
      'parted outcomes without a penalty',
      { ...rows, target: columns[0]!.map((each) => (each > 0.4 ? 1 : 0)) },
      0,
      'without a penalty their weights have no end',
    ],
    [
      'columns that depend on each other without a penalty',
      { ...rows, columns: [columns[0]!, columns[0]!.map((each) => 2 * each)] },
      0,
      'not independent',
    ],
  ])('refuses %s', (_what, input, lambda, message) => {
    expect(() => logisticRegression(input, lambda)).toThrow(
      expect.objectContaining({ code: 'MODEL_DEGENERATE', message: expect.stringContaining(message) }),
    );
  });

  test.each([0, 1])('gives a constant column no weight, λ = %d', (lambda) => {
    const constant = new Float64Array(ROWS).fill(0.1);
    const fit = logisticRegression({ ...rows, columns: [columns[0]!, constant, columns[1]!] }, lambda);
    const without = logisticRegression({ ...rows, columns: [columns[0]!, columns[1]!] }, lambda);
    expect(fit.weights[1]).toBe(0);
    expect(fit.weights[0]).toBeCloseTo(without.weights[0]!, 9);
  });

  test('shares the weight between two columns that are the same', () => {
    const { weights } = logisticRegression({ ...rows, columns: [columns[0]!, columns[0]!] }, 1);
    expect(weights[0]).toBeCloseTo(weights[1]!, 9);
  });

  test('on average it says as much as has come true', () => {
    const fit = logisticRegression(rows, 5);
    const said = target.reduce((sum, _, row) => sum + logisticChance(fit, rowOf(columns, row)), 0);
    expect(said).toBeCloseTo(
      target.reduce((sum, each) => sum + each, 0),
      8,
    );
  });

  test('the chance is that of the log odds', () => {
    const fit = logisticRegression(rows, 5);
    const chance = logisticChance(fit, rowOf(columns, 3));
    expect(Math.log(chance / (1 - chance))).toBeCloseTo(logOdds(fit, rowOf(columns, 3)), 12);
  });
});
