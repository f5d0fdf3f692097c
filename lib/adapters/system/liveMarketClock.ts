import type { Clock } from '../../ports/Clock';
import type { MarketClock } from '../../ports/MarketClock';

/** Market time of a live feed: wall time, held where it is should the machine's clock be set back. */
export function liveMarketClock(clock: Clock): MarketClock {
  let reached = Number.NEGATIVE_INFINITY;
  return {
    now() {
      reached = Math.max(reached, clock.now());
      return reached;
    },
    ended: () => false,
  };
}
