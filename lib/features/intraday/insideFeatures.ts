import { columnOf } from '../columnOf';
import { rollingMean } from '../rollingMean';
import type { SessionMoves } from './sessionMoves';

/** Sessions without which the longest memory is none. */
export const INSIDE_WARM_UP_SESSIONS = 5;

/** A column of readings at each bar, about so many bars ahead inside the session. */
type InsideFeature = (moves: SessionMoves, horizonBars: number) => Float64Array;

const barsOfHour = ({ grid }: SessionMoves): number => Math.max(1, Math.round(grid.slots / 6.5));

/** Log of the mean variance of the last bars, each divided by what its time of day usually has. */
const evenOver =
  (barsIn: (moves: SessionMoves) => number): InsideFeature =>
  (moves) => {
    const { count, varianceFloor } = moves.moves;
    const means = rollingMean(moves.even, barsIn(moves));
    return columnOf(count, (t) => Math.log(Math.max(means[t]!, varianceFloor[t]!)));
  };

/** The downward part of the return over the last bars, in units of their own σ. */
const fallOverLast =
  (barsIn: (moves: SessionMoves) => number): InsideFeature =>
  (moves) => {
    const { count, logClose, rangeVariance, varianceFloor } = moves.moves;
    const bars = barsIn(moves);
    const means = rollingMean(rangeVariance, bars);
    return columnOf(count, (t) => {
      const move = logClose[t]! - logClose[Math.max(t - bars, 0)]!;
      return Math.min(move, 0) / Math.sqrt(bars * Math.max(means[t]!, varianceFloor[t]!));
    });
  };

/** Log of what the hours ahead usually have of a session's variance. */
const profileAhead: InsideFeature = ({ moves, grid, profile }, horizonBars) =>
  columnOf(moves.count, (t) => {
    const [from, last] = [grid.slot[t]! + 1, grid.slots - 1];
    return Math.log(
      profile.mean(grid.session[t]!, Math.min(from, last), Math.min(from + horizonBars - 1, last)),
    );
  });

/** How large the gap of the last night was beside those before it. */
const lastNight: InsideFeature = ({ moves, grid, night }) => {
  const usual = rollingMean(night, INSIDE_WARM_UP_SESSIONS);
  return columnOf(moves.count, (t) => {
    const session = grid.session[t]!;
    return usual[session]! > 0 ? Math.log1p(night[session]! / usual[session]!) : 0;
  });
};

/** What a model reads of a bar to tell the variance of the bars after it in its session. */
export const INSIDE_FEATURES = {
  evenVarianceBar: evenOver(() => 1),
  evenVarianceQuarterHour: evenOver(({ grid }) => Math.max(1, Math.round(grid.slots / 26))),
  evenVarianceHour: evenOver(barsOfHour),
  evenVarianceSession: evenOver(({ grid }) => grid.slots),
  evenVariance5Sessions: evenOver(({ grid }) => 5 * grid.slots),
  evenVariance22Sessions: evenOver(({ grid }) => 22 * grid.slots),
  fallBar: fallOverLast(() => 1),
  fallHour: fallOverLast(barsOfHour),
  fallSession: fallOverLast(({ grid }) => grid.slots),
  lastNight,
  profileAhead,
} as const satisfies Record<string, InsideFeature>;
