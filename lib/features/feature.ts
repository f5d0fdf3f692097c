import type { PriceMoves } from './priceMoves';

/** One column of the matrix: a reading at each bar from that bar and earlier ones only. */
export type Feature = {
  /** Bars needed for the first reading, its own included. */
  readonly warmUp: number;
  /**
   * Readings before the warm-up are there, finite, and never looked at. How far ahead is looked matters to
   * what the calendar knows of that time alone.
   */
  readonly column: (moves: PriceMoves, horizonBars: number) => Float64Array;
};
