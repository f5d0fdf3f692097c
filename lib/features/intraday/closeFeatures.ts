import { columnOf } from '../columnOf';
import { rollingMean } from '../rollingMean';
import type { SessionMoves } from './sessionMoves';

/** A column of readings at the close of each session. */
type CloseFeature = (moves: SessionMoves) => Float64Array;

/** Variance of each session: the squared gap before it, and the range variances of its bars. */
export function sessionVariance({ grid, inside, night }: SessionMoves): Float64Array {
  return columnOf(grid.sessions, (session) => {
    let sum = night[session]!;
    for (let t = grid.starts[session]!; t < grid.starts[session + 1]!; t += 1) sum += inside[t]!;
    return sum;
  });
}

/** Variance of a session that counts as none. */
export const SMALLEST_SESSION = 1e-10;

const logSession =
  (sessions: number): CloseFeature =>
  (moves) => {
    const means = rollingMean(sessionVariance(moves), sessions);
    return columnOf(means.length, (s) => Math.log(Math.max(means[s]!, SMALLEST_SESSION)));
  };

const closeOf = ({ grid }: SessionMoves, session: number): number => grid.starts[session + 1]! - 1;

const fallOf =
  (sessions: number): CloseFeature =>
  (moves) => {
    const means = rollingMean(sessionVariance(moves), 22);
    const { logClose } = moves.moves;
    return columnOf(means.length, (s) => {
      const move = logClose[closeOf(moves, s)]! - logClose[closeOf(moves, Math.max(s - sessions, 0))]!;
      return Math.min(move, 0) / Math.sqrt(sessions * Math.max(means[s]!, SMALLEST_SESSION));
    });
  };

const lastHour: CloseFeature = (moves) => {
  const { grid, even } = moves;
  const means = rollingMean(even, Math.max(1, Math.round(grid.slots / 6.5)));
  return columnOf(grid.sessions, (s) =>
    Math.log(Math.max(grid.slots * means[closeOf(moves, s)]!, SMALLEST_SESSION)),
  );
};

export const CLOSE_FEATURES = {
  hourVariance: lastHour,
  sessionVariance: logSession(1),
  sessionVariance5: logSession(5),
  sessionVariance22: logSession(22),
  fallSession: fallOf(1),
  fall5: fallOf(5),
} as const satisfies Record<string, CloseFeature>;
