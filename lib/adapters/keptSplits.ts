import type { Cache } from '../ports/Cache';
import type { AnnouncedSplit, SplitFeed } from '../ports/SplitFeed';

/** Splits of others, of which a process keeps for a while what it has asked for. */
export const keptSplits = (others: SplitFeed, kept: Cache<readonly AnnouncedSplit[]>): SplitFeed => ({
  splits: (query) =>
    kept.get([query.symbol, query.fromDate, query.toDate].join(' '), () => others.splits(query)),
});
