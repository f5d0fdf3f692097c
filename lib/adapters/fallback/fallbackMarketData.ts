import type { Clock } from '../../ports/Clock';
import type { Log } from '../../ports/Log';
import type { MarketData } from '../../ports/MarketData';
import { isProblem, Problem } from '../../problems';

export type Provider = { readonly name: string; readonly marketData: MarketData };

/** Codes of providers that have said nothing about the symbol. */
const SILENT: ReadonlySet<string> = new Set(['MARKET_UNAVAILABLE', 'MARKET_RATE_LIMITED']);

/** A question spends no longer on all providers together. */
const LONGEST_MS = 20_000;

export type FallbackWorld = { readonly clock: Pick<Clock, 'now'>; readonly log: Pick<Log, 'warn'> };

/**
 * Providers in their order: the first that has the bars serves them, and where it is not the first of all the log says
 * so.
 *
 * Units   a question takes no longer than 20 s.
 * Throws  SYMBOL_UNKNOWN where all that answered say so, else what the first has said, with what each has said.
 */
export function fallbackMarketData(
  providers: readonly Provider[],
  { clock, log }: FallbackWorld,
): MarketData {
  return {
    async bars(asked) {
      const { answerBy = clock.now() + LONGEST_MS, ...rest } = asked;
      const query = { ...rest, answerBy };
      const failures: Failure[] = [];
      for (const { name, marketData } of providers) {
        try {
          const batch = await marketData.bars(query);
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

type Failure = { readonly provider: string; readonly problem: Problem };

const told = (failures: readonly Failure[]) =>
  failures.map(({ provider, problem: { code } }) => ({ provider, code }));

function together(failures: readonly Failure[]): Problem {
  const answered = failures.filter(({ problem }) => !SILENT.has(problem.code));
  const isUnknown = answered.length > 0 && answered.every(({ problem }) => problem.code === 'SYMBOL_UNKNOWN');
  const { problem } = (isUnknown ? answered : failures)[0]!;
  const details = told(failures);
  const { code, message, retryAfterSeconds } = problem;
  return new Problem(code, message, {
    details,
    cause: problem,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}
