import type { IndicatorStream } from '../indicators/indicator';

/** What every feature of a bar is read from: its repaired prices as logarithms, and what lies between it and the one before. */
export type Move = {
  readonly logOpen: number;
  readonly logHigh: number;
  readonly logLow: number;
  readonly logClose: number;
  readonly close: number;
  readonly volume: number;
  /** 0 at the first bar, as all that needs one before it. */
  readonly logReturn: number;
  readonly gap: number;
  /** Overnight gap² + Garman–Klass. */
  readonly rangeVariance: number;
  /** Mean range variance of the last 22 bars, not below the floor. */
  readonly monthVariance: number;
  readonly varianceFloor: number;
  /** 1 Monday … 5 Friday. */
  readonly weekday: number;
  /** How much of its session had passed when the bar closed, 0…1; 1 for a daily bar. */
  readonly sessionShare: number;
  /** Log return of the market since the bar before, from what had closed by then; NaN where that is not known. */
  readonly marketReturn: number;
};

/**
 * A reading at each bar from that bar and earlier ones only, bar by bar: the matrix is nothing but its steps.
 *
 * Edge    NaN while warming up; finite from there on, on flat prices and without volume as well.
 */
export type WideFeature = {
  /** Bars needed for the first reading, its own included. */
  readonly warmUp: number;
  readonly stream: () => IndicatorStream<Move, number>;
};

/** A feature from how it reads a bar, made anew for every series. */
export const feature = (warmUp: number, make: () => (move: Move, isNew: boolean) => number): WideFeature => ({
  warmUp,
  stream: () => ({ step: make() }),
});
