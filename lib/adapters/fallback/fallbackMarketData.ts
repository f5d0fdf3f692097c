import type { Clock } from '../../ports/Clock';
import type { Log } from '../../ports/Log';
import type { BarBatch, BarQuery, MarketData } from '../../ports/MarketData';
import { isProblem, type Problem } from '../../problems';
import { type Failure, together, told } from './failures';
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
          const batch = await lacking(name, query, () => marketData.bars(query));
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

/** So long it is remembered that a plan lacks something, and of so many symbols. */
const LACKING_MS = 3_600_000;
const MOST_LACKING = 1_000;

/** Asks a provider, unless its plan has lacked the same within the hour: to ask again costs a call and changes nothing. */
function plansLacking(clock: Pick<Clock, 'now'>) {
  const lacking = new Map<string, { readonly problem: Problem; readonly until: number }>();
  return async (
    provider: string,
    { symbol, interval }: BarQuery,
    ask: () => Promise<BarBatch>,
  ): Promise<BarBatch> => {
    const name = [provider, symbol, interval].join(' ');
    const known = lacking.get(name);
    if (known && clock.now() < known.until) throw known.problem;
    try {
      return await ask();
    } catch (error) {
      if (lacking.size >= MOST_LACKING) lacking.clear();
      if (isProblem(error, 'MARKET_ENTITLEMENT'))
        lacking.set(name, { problem: error, until: clock.now() + LACKING_MS });
      throw error;
    }
  };
}
