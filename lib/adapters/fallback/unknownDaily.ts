import type { Clock } from '../../ports/Clock';
import type { BarBatch, BarQuery } from '../../ports/MarketData';
import { isProblem, type Problem } from '../../problems';

/** So long it is remembered that a provider does not know a symbol, and of so many. */
const UNKNOWN_MS = 60_000;
const MOST_UNKNOWN = 1_000;

type Ask = (name: string, query: BarQuery, ask: () => Promise<BarBatch>) => Promise<BarBatch>;

/**
 * Asks a provider for bars, unless it has said within a minute that it does not know the symbol in daily bars: it does not
 * in those of a session either, and to find that out costs most of all.
 */
export function unknownDaily(clock: Pick<Clock, 'now'>): Ask {
  const unknown = new Map<string, { readonly problem: Problem; readonly until: number }>();
  return async (name, { symbol, interval }, ask) => {
    const words = `${name} ${symbol}`;
    const known = interval === '1d' ? undefined : unknown.get(words);
    if (known && clock.now() < known.until) throw known.problem;
    try {
      return await ask();
    } catch (error) {
      if (unknown.size >= MOST_UNKNOWN) unknown.clear();
      if (interval === '1d' && isProblem(error, 'SYMBOL_UNKNOWN'))
        unknown.set(words, { problem: error, until: clock.now() + UNKNOWN_MS });
      throw error;
    }
  };
}
