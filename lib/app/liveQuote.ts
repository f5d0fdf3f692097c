import { CLOCK_SKEW_MS } from '../market/clockSkew';
import type { VendorQuote } from '../ports/LiveQuotes';
import { isProblem } from '../problems';
import type { Deps } from './deps';

/**
 * The last price of a symbol as its source tells it apart from bars.
 *
 * Edge    undefined where the source tells none, and for one later than market now by more than 2 minutes; why a
 *         source has failed is logged.
 */
export async function liveQuote(
  { liveQuotes, marketClock, log }: Pick<Deps, 'liveQuotes' | 'marketClock' | 'log'>,
  symbol: string,
  answerBy?: number,
): Promise<VendorQuote | undefined> {
  try {
    const quotes = await liveQuotes?.quotes([symbol], answerBy);
    return quotes?.find(
      (one) => one.symbol === symbol && one.asOf <= marketClock.now(symbol) + CLOCK_SKEW_MS,
    );
  } catch (error) {
    if (!isProblem(error)) throw error;
    log.warn('no live quote', { symbol, code: error.code });
    return undefined;
  }
}
