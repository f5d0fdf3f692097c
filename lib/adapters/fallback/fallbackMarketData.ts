import type { Clock } from '../../ports/Clock';
import type { Log } from '../../ports/Log';
import type { MarketData } from '../../ports/MarketData';
import { isProblem } from '../../problems';
import { type Failure, together, told } from './failures';
import { plansLacking } from './plansLacking';
import { shareOf } from './shareOf';

export type Provider = { readonly name: string; readonly marketData: MarketData };

/** A question spends no longer on all providers together. */
export const LONGEST_MS = 20_000;

export type FallbackWorld = {
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Pick<Log, 'warn'>;
  /** How long a question may take; 20 s where nothing is said. */
  readonly longestMs?: number | undefined;
};

/**
 * Providers in their order: the first that has the bars serves them, and where it is not the first of all the log says
 * so.
 *
 * Units   a question takes no longer than 20 s, of which each provider has its share of what is left.
 * Edge    a provider whose plan lacks something is not asked for it again within the hour.
 * Throws  SYMBOL_UNKNOWN where all that answered say so, else what the first has said, with what each has said.
 */
export function fallbackMarketData(
  providers: readonly Provider[],
  { clock, log, longestMs = LONGEST_MS }: FallbackWorld,
): MarketData {
  const lacking = plansLacking(clock);
  return {
    async bars(asked) {
      const { answerBy = clock.now() + longestMs } = asked;
      const failures: Failure[] = [];
      for (const [place, { name, marketData }] of providers.entries()) {
        const query = { ...asked, answerBy: shareOf(answerBy, providers.length - place, clock) };
        try {
          const batch = await lacking([name, query.symbol, query.interval], () => marketData.bars(query));
          if (failures.length > 0)
            log.warn('bars of another source', {
              symbol: query.symbol,
              source: name,
              instead: told(failures),
            });
          return batch;
        } catch (error) {
          if (!isProblem(error)) throw error;
          failures.push({ provider: name, problem: error });
        }
      }
      throw together(failures);
    },
  };
}
