import { Problem } from '../problems';

/** Columns and what they are to tell, one place per row; only rows `firstRow` … `through` are read. */
export type LearningRows = {
  readonly columns: readonly Float64Array[];
  readonly target: Float64Array;
  readonly firstRow: number;
  readonly through: number;
};

/** The refusal of rows that nothing can be learned from. */
export function unlearnable(what: string): Problem {
  return new Problem('MODEL_DEGENERATE', `The rows cannot be learned from: ${what}. Choose another series.`);
}

function requireFinite(column: Float64Array, name: string, { firstRow, through }: LearningRows): void {
  for (let row = firstRow; row <= through; row += 1) {
    if (!Number.isFinite(column[row])) throw unlearnable(`${name} has "${column[row]}" at row "${row}"`);
  }
}

/**
 * Nothing but finite numbers, in enough rows, with a target that moves.
 *
 * Shape   `learnedRows` of the rows, the first ones, are learned from; the others only tell how well.
 * Edge    constant columns pass: an estimator gives them no weight.
 * Throws  MODEL_DEGENERATE naming the column and the row, or what is missing.
 */
export function requireLearnable(
  rows: LearningRows,
  fewestRows: number,
  learnedRows = rows.through + 1 - rows.firstRow,
): void {
  const { columns, target, firstRow } = rows;
  if (!(learnedRows >= fewestRows)) {
    throw unlearnable(`"${Math.max(learnedRows, 0)}" rows are fewer than ${fewestRows}`);
  }
  columns.forEach((column, j) => requireFinite(column, `column "${j}"`, rows));
  requireFinite(target, 'the target', rows);
  const first = target[firstRow]!;
  if (target.subarray(firstRow, firstRow + learnedRows).every((each) => each === first)) {
    throw unlearnable(`the target is "${first}" in every row`);
  }
}
