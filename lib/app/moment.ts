import { isImported } from '../market/series';
import { isSimulated, SIMULATED_SYMBOLS } from '../market/simulated';
import type { Moment } from '../ports/WatchlistStore';
import type { Deps } from './deps';

/** Now, by every clock that a series may go by. */
export const momentNow = ({ clock, marketClock }: Pick<Deps, 'clock' | 'marketClock'>): Required<Moment> => ({
  market: marketClock.now(),
  wall: clock.now(),
  simulated: marketClock.now(SIMULATED_SYMBOLS[0]),
});

/** A moment out of what is noted of it. */
export const momentOf = (market: number, wall: number, simulated: number | undefined): Moment => ({
  market,
  wall,
  ...(simulated !== undefined && { simulated }),
});

/** A moment (epoch ms) by the clock of a series: the wall's for what a tenant has imported, else its feed's. */
export function instantOn(series: string, { market, wall, simulated = market }: Moment): number {
  if (isImported(series)) return wall;
  return isSimulated(series) ? simulated : market;
}

/** The later of two moments, by each clock. */
export const laterOf = (one: Moment, other: Moment): Moment => ({
  market: Math.max(one.market, other.market),
  wall: Math.max(one.wall, other.wall),
  simulated: Math.max(one.simulated ?? one.market, other.simulated ?? other.market),
});
