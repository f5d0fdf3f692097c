import { logisticRegression } from '../../lib/models/logisticRegression';
import { seededDraws } from '../../lib/models/seededDraws';
import { evenTable } from '../support/seededTables';
import golden from './logistic.json';

const ROWS = 400;
const TOLERANCE = 1e-6;

const sizes = [1, 100, 0.001, 1];
const shifts = [0, 5, 0, -3];
const columns = evenTable({ seed: 21, rows: ROWS, columns: 4 }).map((column, j) =>
  column.map((each) => each * sizes[j]! + shifts[j]!),
);
const { uniform } = seededDraws(22);
const outcomes = columns[0]!.map((first, row) => {
  const lean = first * 2 - columns[1]![row]! / 50 + 0.3;
  return uniform() < 0.5 + (0.4 * lean) / (1 + Math.abs(lean)) ? 1 : 0;
});
const parted = columns[0]!.map((first) => (first > 0.5 ? 1 : 0));

describe(`logistic regression equals ${golden.origin}`, () => {
  test.each([
    ...golden.cases.map((wanted) => ({ what: 'outcomes of chance', target: outcomes, ...wanted })),
    { what: 'outcomes that a column parts', target: parted, ...golden.separated },
  ])('λ = $lambda on $what', ({ target, lambda, intercept, weights }) => {
    const fit = logisticRegression({ columns, target, firstRow: 0, through: ROWS - 1 }, lambda);
    expect(Math.abs(fit.intercept - intercept)).toBeLessThan(TOLERANCE);
    fit.weights.forEach((weight, j) => expect(Math.abs(weight - weights[j]!)).toBeLessThan(TOLERANCE));
  });
});
