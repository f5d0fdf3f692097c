import type { LiveQuotes } from '../../ports/LiveQuotes';
import { type Asking, askVendor } from '../vendor/askVendor';
import type { Priced } from '../vendor/soundPrices';
import { type AskPrices, vendorQuotes } from '../vendor/vendorQuotes';
import { FMP_KEY_NAME, fmpHeaders } from './fmpHeaders';
import { fmpOutcome } from './fmpOutcome';
import { fmpPrices } from './fmpPrices';

const NAMED = { source: 'fmp', vendor: 'Financial Modeling Prep', keyName: FMP_KEY_NAME };

/** Quotes of Financial Modeling Prep, `/stable`. */
export function fmpQuotes(asking: Asking, apiKey: () => Promise<string>): LiveQuotes {
  const ask =
    (path: string, parameter: string): AskPrices =>
    async (symbols, answerBy) => {
      const query = { [parameter]: symbols.join(',') };
      return askVendor<readonly Priced[]>(
        asking,
        { path, query, headers: fmpHeaders(await apiKey()), answerBy },
        (answer, answered) => fmpOutcome(answer, (body) => fmpPrices(body, { symbols, ...answered })),
      );
    };
  return vendorQuotes(NAMED, {
    one: ask('/stable/quote', 'symbol'),
    several: ask('/stable/batch-quote', 'symbols'),
  });
}
