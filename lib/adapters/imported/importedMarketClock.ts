import { isImported } from '../../market/series';
import type { Clock } from '../../ports/Clock';
import type { MarketClock } from '../../ports/MarketClock';

/** The market time of a feed, and wall time for the series that tenants import: nobody replays those. */
export const importedMarketClock = (feed: MarketClock, clock: Clock): MarketClock => ({
  now: (series) => (series !== undefined && isImported(series) ? clock.now() : feed.now(series)),
  ended: () => feed.ended(),
});
