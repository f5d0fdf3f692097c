/** Columns with mean 0 and population variance 1, and how to make a row like them. */
export type StandardColumns = {
  readonly columns: readonly Float64Array[];
  readonly centres: readonly number[];
  readonly scales: readonly number[];
};

/** A spread below this share of the mean is rounding, not information. */
const CONSTANT_SHARE = 1e-13;

function standardColumn(column: Float64Array): { column: Float64Array; centre: number; scale: number } {
  const count = column.length;
  const shift = column[0]!;
  const centre = shift + column.reduce((sum, each) => sum + (each - shift), 0) / count;
  const spread = Math.sqrt(column.reduce((sum, each) => sum + (each - centre) ** 2, 0) / count);
  const isConstant = !(spread > CONSTANT_SHARE * Math.abs(centre));
  const scale = isConstant ? 1 : spread;
  return { column: column.map((each) => (isConstant ? 0 : (each - centre) / scale)), centre, scale };
}

/**
 * Rows `firstRow` … `through` of columns, standardised.
 *
 * Edge    a constant column becomes zeros, with the scale 1.
 */
export function standardColumns(
  columns: readonly Float64Array[],
  firstRow: number,
  through: number,
): StandardColumns {
  const standard = columns.map((column) => standardColumn(column.subarray(firstRow, through + 1)));
  return {
    columns: standard.map(({ column }) => column),
    centres: standard.map(({ centre }) => centre),
    scales: standard.map(({ scale }) => scale),
  };
}
