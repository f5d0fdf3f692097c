import type { LiveQuotes, VendorQuote } from '../../ports/LiveQuotes';
import { isProblem } from '../../problems';
import { type Failure, together, told } from './failures';
import { type FallbackWorld, LONGEST_MS } from './fallbackMarketData';
import { shareOf } from './shareOf';

export type QuoteProvider = { readonly name: string; readonly quotes: LiveQuotes };

/**
 * Quotes of providers in their order, each of which is asked only for what those before it did not have.
 *
 * Units   a question takes no longer than 20 s, of which each provider has its share of what is left.
 * Edge    what nobody serves is left out, where somebody serves anything.
 * Throws  SYMBOL_UNKNOWN where all that answered say so, else what the first has said, with what each has said.
 */
export function fallbackQuotes(
  providers: readonly QuoteProvider[],
  { clock, log }: FallbackWorld,
): LiveQuotes {
  return {
    async quotes(symbols, answerBy = clock.now() + LONGEST_MS) {
      const found = new Map<string, VendorQuote>();
      const failures: Failure[] = [];
      for (const [place, { name, quotes }] of providers.entries()) {
        const missing = symbols.filter((symbol) => !found.has(symbol));
        if (missing.length === 0) break;
        try {
          const more = await quotes.quotes(missing, shareOf(answerBy, providers.length - place, clock));
          if (failures.length > 0)
            log.warn('quotes of another source', { symbols: missing, source: name, instead: told(failures) });
          for (const quote of more) found.set(quote.symbol, quote);
        } catch (error) {
          if (!isProblem(error)) throw error;
          failures.push({ provider: name, problem: error });
        }
      }
      if (found.size === 0 && failures.length > 0) throw together(failures);
      return [...found.values()];
    },
  };
}
