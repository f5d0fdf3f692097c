import type { Cache } from '../ports/Cache';
import type { AnnouncedSplit, SplitFeed } from '../ports/SplitFeed';
import { isProblem, type Problem } from '../problems';

/** What a question came to: an answer, or why there was none. */
export type SplitsHeard = { readonly splits: readonly AnnouncedSplit[] } | { readonly failed: Problem };

/**
 * Splits of others, of which a process keeps for a while what it was told, and for a shorter one that nobody could tell: who
 * waits for an answer asks with every bar.
 */
export const keptSplits = (
  others: SplitFeed,
  kept: Cache<readonly AnnouncedSplit[]>,
  heard: Cache<SplitsHeard>,
): SplitFeed => ({
  splits: async (query) => {
    const name = [query.symbol, query.fromDate, query.toDate].join(' ');
    const outcome = await heard.get(name, async () => {
      try {
        return { splits: await kept.get(name, () => others.splits(query)) };
      } catch (error) {
        if (!isProblem(error) || !isOfSource(error)) throw error;
        return { failed: error };
      }
    });
    if ('failed' in outcome) throw outcome.failed;
    return outcome.splits;
  },
});

const isOfSource = ({ code }: Problem): boolean => code.startsWith('MARKET_') || code === 'SYMBOL_UNKNOWN';
