import { SMALLEST_SESSION, sessionVariance } from '../../features/intraday/closeFeatures';
import type { SessionMoves } from '../../features/intraday/sessionMoves';
import type { PriceMoves } from '../../features/priceMoves';
import { rollingMean } from '../../features/rollingMean';
import { excursionsOf } from '../backtest/excursions';
import { type CaseTable, longSigmas } from './caseTable';

const FEWEST_MOVES = 20;

/** The cases from the close of each session over so many sessions; `daily` are moves of its bars by session. */
export function sessionCases(series: SessionMoves, daily: PriceMoves, horizon: number): CaseTable {
  const { grid } = series;
  const count = Math.max(0, grid.sessions - horizon);
  const session = Int32Array.from({ length: count }, (_, row) => row);
  const endsAt = session.map((place) => place + horizon);
  const at = (read: (s: number) => number) => Float64Array.from(session, read);
  const closeBar = (place: number) => grid.starts[place + 1]! - 1;
  const means = rollingMean(sessionVariance(series), horizon);
  const { upward, downward } = excursionsOf(daily, horizon);
  const squares = Array.from(daily.logReturn, (move, s) => ({ squares: move * move, moves: s > 0 ? 1 : 0 }));
  const sigmas = longSigmas([...squares.slice(0), { squares: 0, moves: 0 }], horizon, FEWEST_MOVES);
  return {
    horizon,
    issuedAt: session,
    endsAt,
    session,
    bar: session.map(closeBar),
    endBar: endsAt.map(closeBar),
    horizonReturn: at((s) => daily.logClose[s + horizon]! - daily.logClose[s]!),
    logVariance: at((s) => Math.log(Math.max(means[s + horizon]!, SMALLEST_SESSION))),
    upward: at((s) => upward[s]!),
    downward: at((s) => downward[s]!),
    longSigma: at((s) => sigmas[s]!),
  };
}
