import type { SplitFeed } from '../../ports/SplitFeed';
import { isProblem } from '../../problems';
import { type Failure, together, told } from './failures';
import { type FallbackWorld, LONGEST_MS } from './fallbackMarketData';
import { plansLacking } from './plansLacking';
import { shareOf } from './shareOf';

export type SplitProvider = { readonly name: string; readonly splitFeed: SplitFeed };

/**
 * Splits of providers in their order, as the first that has some has them: one that has none may not know of it yet.
 *
 * Units   a question takes no longer than 20 s, of which each provider has its share of what is left.
 * Edge    a provider whose plan lacks the symbol is not asked for it again within the hour.
 * Throws  SYMBOL_UNKNOWN where all that answered say so, else what the first has said, with what each has said.
 */
export function fallbackSplits(
  providers: readonly SplitProvider[],
  { clock, log, longestMs = LONGEST_MS }: FallbackWorld,
): SplitFeed {
  const lacking = plansLacking(clock);
  return {
    async splits(asked) {
      const { symbol, answerBy = clock.now() + longestMs } = asked;
      const failures: Failure[] = [];
      let isAnswered = false;
      for (const [place, { name, splitFeed }] of providers.entries()) {
        const query = { ...asked, answerBy: shareOf(answerBy, providers.length - place, clock) };
        try {
          const splits = await lacking([name, symbol], () => splitFeed.splits(query));
          isAnswered = true;
          if (splits.length === 0) continue;
          if (failures.length > 0)
            log.warn('splits of another source', { symbol, source: name, instead: told(failures) });
          return splits;
        } catch (error) {
          if (!isProblem(error)) throw error;
          failures.push({ provider: name, problem: error });
        }
      }
      if (isAnswered) return [];
      throw together(failures);
    },
  };
}
