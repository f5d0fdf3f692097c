import type { MarketData } from '../../ports/MarketData';
import { isProblem, Problem } from '../../problems';

type Provider = { readonly name: string; readonly marketData: MarketData };

/** Codes of providers that have said nothing about the symbol. */
const SILENT: ReadonlySet<string> = new Set(['MARKET_UNAVAILABLE', 'MARKET_RATE_LIMITED']);

/**
 * Providers in their order: the first that has the bars serves them.
 *
 * Throws  SYMBOL_UNKNOWN where all that answered say so, else what the first has said, with what each has said.
 */
export function fallbackMarketData(providers: readonly Provider[]): MarketData {
  return {
    async bars(query) {
      const failures: { readonly provider: string; readonly problem: Problem }[] = [];
      for (const { name, marketData } of providers) {
        try {
          return await marketData.bars(query);
        } catch (error) {
          if (!isProblem(error)) throw error;
          failures.push({ provider: name, problem: error });
        }
      }
      throw together(failures);
    },
  };
}

function together(failures: readonly { readonly provider: string; readonly problem: Problem }[]): Problem {
  const answered = failures.filter(({ problem }) => !SILENT.has(problem.code));
  const isUnknown = answered.length > 0 && answered.every(({ problem }) => problem.code === 'SYMBOL_UNKNOWN');
  const { problem } = (isUnknown ? answered : failures)[0]!;
  const details = failures.map(({ provider, problem: { code } }) => ({ provider, code }));
  const { code, message, retryAfterSeconds } = problem;
  return new Problem(code, message, {
    details,
    cause: problem,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}
