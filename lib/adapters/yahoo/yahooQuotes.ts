import type { LiveQuotes } from '../../ports/LiveQuotes';
import { type Asking, askVendor } from '../vendor/askVendor';
import type { Priced } from '../vendor/soundPrices';
import { vendorQuotes } from '../vendor/vendorQuotes';
import { yahooOutcome } from './yahooOutcome';
import { yahooPrice } from './yahooPrice';

const ONE_DAY = { interval: '1d', range: '1d', includePrePost: 'false' };

/** Quotes of Yahoo, out of its charts: one call for each symbol. */
export const yahooQuotes = (asking: Asking): LiveQuotes =>
  vendorQuotes(
    { source: 'yahoo', vendor: 'Yahoo' },
    {
      one: (symbols, answerBy) => {
        const path = `/v8/finance/chart/${encodeURIComponent(symbols.join())}`;
        return askVendor<readonly Priced[]>(asking, { path, query: ONE_DAY, answerBy }, (answer, answered) =>
          yahooOutcome(answer, (chart) => yahooPrice(chart, { symbols, ...answered })),
        );
      },
    },
  );
