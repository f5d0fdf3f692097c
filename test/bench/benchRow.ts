/** One line of the table: how our work compares with a peer's in the same run, and whether that is enough. */
export type BenchRow = {
  readonly work: string;
  /** With their units, as they are to be read. */
  readonly ours: string;
  readonly peer: string;
  /** How many times faster or smaller ours is; for a limit, the share of it that is used. */
  readonly ratio: number;
  /** In words, e.g. `≥ 5 ×`. */
  readonly gate: string;
  readonly ok: boolean;
};
