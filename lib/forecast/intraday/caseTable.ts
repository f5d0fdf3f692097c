import type { Excursions } from '../backtest/excursions';

/** Every case of an intraday series over one horizon whose outcome is known, oldest first. */
export type CaseTable = Excursions & {
  /** Places a horizon has, and what variances are means of: bars inside a session, or whole sessions. */
  readonly horizon: number;
  /** Place at the close of which each case is issued, and the one its horizon ends with. */
  readonly issuedAt: Int32Array;
  readonly endsAt: Int32Array;
  /** Bars of the same. */
  readonly bar: Int32Array;
  readonly endBar: Int32Array;
  /** Session each case is issued in, counted from the first of the series. */
  readonly session: Int32Array;
  readonly horizonReturn: Float64Array;
  /** Log of the mean range variance of the places of the horizon. */
  readonly logVariance: Float64Array;
  /** Long-run σ over the horizon as it was known when the session opened; NaN before there are enough. */
  readonly longSigma: Float64Array;
};

/** How many of the first cases had ended by each of some places, which must not fall. */
export function endedBy({ endsAt }: CaseTable, places: Int32Array): Int32Array {
  let ended = 0;
  return places.map((place) => {
    while (ended < endsAt.length && endsAt[ended]! <= place) ended += 1;
    return ended;
  });
}

/**
 * Standard deviation over so many places of moves that are 0 on average, as it was known when each session opened.
 *
 * Shape   squares of the moves of each session, summed, and how many there are.
 */
export function longSigmas(
  sessions: readonly { readonly squares: number; readonly moves: number }[],
  horizon: number,
  fewestMoves: number,
): Float64Array {
  let [sum, count] = [0, 0];
  return Float64Array.from(sessions, ({ squares, moves }) => {
    const known = count >= fewestMoves && sum > 0 ? Math.sqrt((horizon * sum) / count) : NaN;
    sum += squares;
    count += moves;
    return known;
  });
}
