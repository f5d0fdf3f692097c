/** The newest rows, kept apart to see when learning more stops helping. */
export type ValidationTail = {
  /** Of all rows, 0…1; 0 for none. */
  readonly share: number;
  /** Rows before the tail that nobody reads: targets of earlier rows may reach over that many. */
  readonly gapRows: number;
  /** Rounds without a better one before learning ends. */
  readonly patience: number;
};

export type SplitRows = {
  readonly learnedRows: number;
  readonly tailStart: number;
  readonly tailRows: number;
};

/**
 * How `count` rows, oldest first, are split.
 *
 * Edge    a tail that would leave nothing to learn from is left out.
 * @example splitRows(100, { share: 0.2, gapRows: 5, patience: 3 }) // → { learnedRows: 75, tailStart: 80, tailRows: 20 }
 */
export function splitRows(count: number, { share, gapRows }: ValidationTail): SplitRows {
  const tailRows = Math.floor(count * share);
  const learnedRows = count - tailRows - gapRows;
  if (tailRows === 0 || learnedRows < 1) return { learnedRows: count, tailStart: count, tailRows: 0 };
  return { learnedRows, tailStart: count - tailRows, tailRows };
}
