import type { Clock } from '../../ports/Clock';
import type { MarketClock } from '../../ports/MarketClock';

/** Market time of a live feed: the wall clock's, which never runs backwards here. */
export function liveMarketClock(clock: Clock): MarketClock {
  let furthest = Number.NEGATIVE_INFINITY;
  return {
    now: () => (furthest = Math.max(furthest, clock.now())),
    ended: () => false,
  };
}
