import type { Cache } from '../ports/Cache';
import type { LiveQuotes, VendorQuote } from '../ports/LiveQuotes';
import { isProblem, type Problem } from '../problems';

/** What others have quoted, or why they do not. */
export type Quoted = { readonly quotes: readonly VendorQuote[] } | { readonly refused: Problem };

/** What is said of symbols and a plan, however often it is asked. */
const FINAL = ['SYMBOL_UNKNOWN', 'MARKET_ENTITLEMENT'] as const;

/**
 * Quotes of others, of which a process keeps for a while what it has asked for: what was asked for together is kept so,
 * and so is that a symbol is not known, or not part of a plan.
 */
export const keptQuotes = (others: LiveQuotes, kept: Cache<Quoted>): LiveQuotes => ({
  async quotes(symbols, answerBy) {
    const answer = await kept.get(symbols.join(' '), async (): Promise<Quoted> => {
      try {
        return { quotes: await others.quotes(symbols, answerBy) };
      } catch (error) {
        if (isProblem(error) && FINAL.some((code) => code === error.code)) return { refused: error };
        throw error;
      }
    });
    if ('refused' in answer) throw answer.refused;
    return answer.quotes;
  },
});
