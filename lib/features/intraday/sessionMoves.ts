import type { CleanBars } from '../../market/bar';
import { columnOf } from '../columnOf';
import { type PriceMoves, priceMoves } from '../priceMoves';
import { type DayProfile, dayProfile } from './dayProfile';
import { type SessionGrid, sessionGrid } from './sessionGrid';

/** What is computed of an intraday series: nights and trading hours apart. */
export type SessionMoves = {
  readonly moves: PriceMoves;
  readonly grid: SessionGrid;
  /** Range variance of each bar without the night before it. */
  readonly inside: Float64Array;
  /** Squared gap from the close before each session to its open; 0 before the first. */
  readonly night: Float64Array;
  readonly profile: DayProfile;
  /** Of each bar: `inside` divided by what its time of day usually has. */
  readonly even: Float64Array;
};

/** Intraday bars → variances by session and time of day, each from that bar and earlier ones only. */
export function sessionMoves(series: CleanBars): SessionMoves {
  const moves = priceMoves(series);
  const grid = sessionGrid(series);
  const { count, rangeVariance, logOpen, logClose } = moves;
  const night = columnOf(grid.sessions, (s) => {
    const first = grid.starts[s]!;
    return first === 0 ? 0 : (logOpen[first]! - logClose[first - 1]!) ** 2;
  });
  const inside = columnOf(count, (t) => {
    const isFirst = grid.starts[grid.session[t]!] === t;
    return isFirst ? Math.max(rangeVariance[t]! - night[grid.session[t]!]!, 0) : rangeVariance[t]!;
  });
  const profile = dayProfile(inside, grid);
  const even = columnOf(count, (t) => inside[t]! / profile.at(grid.session[t]!, grid.slot[t]!));
  return { moves, grid, inside, night, profile, even };
}
