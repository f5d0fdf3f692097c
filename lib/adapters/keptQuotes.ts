import type { Cache } from '../ports/Cache';
import type { LiveQuotes, VendorQuote } from '../ports/LiveQuotes';

/** Quotes of others, of which a process keeps for a while what it has asked for: what was asked for together is kept so. */
export const keptQuotes = (others: LiveQuotes, kept: Cache<readonly VendorQuote[]>): LiveQuotes => ({
  quotes: (symbols, answerBy) => kept.get(symbols.join(' '), () => others.quotes(symbols, answerBy)),
});
