import { cleanBars } from '../market/cleanBars';
import { CLOCK_SKEW_MS } from '../market/clockSkew';
import type { Interval } from '../market/interval';
import { isCredibleQuote } from '../market/isCredibleQuote';
import { rebasedBars } from '../market/rebasedBars';
import type { StoredBar } from '../ports/BarStore';
import type { VendorQuote } from '../ports/LiveQuotes';
import { isProblem } from '../problems';
import type { Deps } from './deps';
import { confirmedBy, knownSplits } from './judgeableBars';

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

type Known = {
  readonly interval: Interval;
  /** The newest of the symbol, oldest first, as they were traded. */
  readonly bars: readonly StoredBar[];
};

/** Whether a live quote is to be believed beside the newest bars of its symbol, on the scale of the splits that are confirmed. */
export async function isCredibleLive(
  deps: Pick<Deps, 'splits'>,
  live: VendorQuote,
  { interval, bars }: Known,
): Promise<boolean> {
  const { symbol, source, asOf } = live;
  const { clean } = cleanBars({ symbol, interval, source, bars, knownAt: asOf });
  const confirmed = confirmedBy(await knownSplits(deps, symbol), asOf);
  return isCredibleQuote(rebasedBars(clean, confirmed), live);
}
