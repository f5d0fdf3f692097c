import { isSimulated } from '../../market/simulated';
import type { MarketClock } from '../../ports/MarketClock';

/** The market time of a feed, and that of the simulator for the series that it makes. */
export const simulatedMarketClock = (
  feed: MarketClock,
  simulator: Pick<MarketClock, 'now'>,
): MarketClock => ({
  now: (series) => (series !== undefined && isSimulated(series) ? simulator.now() : feed.now(series)),
  ended: () => feed.ended(),
});
