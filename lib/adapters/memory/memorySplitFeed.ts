import type { AnnouncedSplit, SplitFeed } from '../../ports/SplitFeed';

/** The splits that were given with it, by symbol and oldest first: of every other symbol there are none. */
export const memorySplitFeed = (
  announced: Readonly<Record<string, readonly AnnouncedSplit[]>>,
): SplitFeed => ({
  splits: async ({ symbol, fromDate, toDate }) =>
    (announced[symbol] ?? []).filter(({ sessionDate }) => sessionDate >= fromDate && sessionDate <= toDate),
});
