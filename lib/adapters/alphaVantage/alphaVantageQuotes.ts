import type { LiveQuotes } from '../../ports/LiveQuotes';
import { type Asking, askVendor } from '../vendor/askVendor';
import type { Priced } from '../vendor/soundPrices';
import { type AskPrices, vendorQuotes } from '../vendor/vendorQuotes';
import { alphaVantageBulk } from './alphaVantageBulk';
import { alphaVantageOutcome } from './alphaVantageOutcome';
import { alphaVantageQuote } from './alphaVantageQuote';

const NAMED = { source: 'alphaVantage', vendor: 'Alpha Vantage', keyName: 'ALPHA_VANTAGE_API_KEY' };

/** Quotes of Alpha Vantage. */
export function alphaVantageQuotes(asking: Asking, apiKey: () => Promise<string>): LiveQuotes {
  const ask =
    (name: string, read: typeof alphaVantageQuote): AskPrices =>
    async (symbols, answerBy) => {
      const query = { function: name, symbol: symbols.join(','), apikey: await apiKey() };
      return askVendor<readonly Priced[]>(asking, { path: '/query', query, answerBy }, (answer, answered) =>
        alphaVantageOutcome(answer, (body) => read(body, { symbols, ...answered })),
      );
    };
  return vendorQuotes(NAMED, {
    one: ask('GLOBAL_QUOTE', alphaVantageQuote),
    several: ask('REALTIME_BULK_QUOTES', alphaVantageBulk),
  });
}
