import type { SessionMoves } from '../../features/intraday/sessionMoves';
import { rollingMean } from '../../features/rollingMean';
import { excursionsOf } from '../backtest/excursions';
import { type CaseTable, longSigmas } from './caseTable';

const FEWEST_MOVES = 100;

/**
 * The cases over so many bars inside a session: each bar that has as many after it before the close.
 *
 * Edge    a horizon of which a bar is missing is no case. Levels lie by the σ of moves inside sessions: no night is
 *         ahead.
 */
export function insideCases(series: SessionMoves, horizon: number): CaseTable {
  const { moves, grid, inside } = series;
  const { logClose, varianceFloor } = moves;
  const isCase = (t: number): boolean =>
    grid.session[t] === grid.session[t + horizon] && grid.slot[t]! + horizon === grid.slot[t + horizon];
  const bar = Int32Array.from({ length: moves.count }, (_, t) => t).filter(isCase);
  const at = (read: (t: number) => number) => Float64Array.from(bar, read);
  const endBar = bar.map((t) => t + horizon);
  const means = rollingMean(inside, horizon);
  const { upward, downward } = excursionsOf(moves, horizon);
  const sigmas = longSigmas(squaresInside(series), horizon, FEWEST_MOVES);
  return {
    horizon,
    issuedAt: bar,
    endsAt: endBar,
    bar,
    endBar,
    session: bar.map((t) => grid.session[t]!),
    horizonReturn: at((t) => logClose[t + horizon]! - logClose[t]!),
    logVariance: at((t) => Math.log(Math.max(means[t + horizon]!, varianceFloor[t]!))),
    upward: at((t) => upward[t]!),
    downward: at((t) => downward[t]!),
    longSigma: at((t) => sigmas[grid.session[t]!]!),
  };
}

/** Of each session: the squared moves of its bars, without the night. */
function squaresInside({ moves, grid }: SessionMoves) {
  const { logOpen, logClose } = moves;
  return Array.from({ length: grid.sessions }, (_, session) => {
    const [from, end] = [grid.starts[session]!, grid.starts[session + 1]!];
    let squares = 0;
    for (let t = from; t < end; t += 1)
      squares += (logClose[t]! - (t === from ? logOpen[t]! : logClose[t - 1]!)) ** 2;
    return { squares, moves: end - from };
  });
}
