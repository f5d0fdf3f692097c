import type { Interval } from '../market/interval';
import { symbolOf } from '../market/series';
import { slotClosesBetween } from '../market/slotClosesBetween';
import { Problem } from '../problems';
import type { HistoryDeps } from './barHistory';
import type { Deps } from './deps';
import { readBars } from './readBars';

/** Why a quote may not be the last price there was. */
export type StaleReason = 'sourceFailed' | 'newerBarMissing';

export type Quote = {
  readonly symbol: string;
  /** Close of the newest closed bar, in quote currency. */
  readonly price: number;
  /** When that price stood: the close (epoch ms) of its bar, on the market's clock. */
  readonly asOf: number;
  readonly source: string;
  readonly stale?: StaleReason;
};

/** The newest bars that are looked at: those that fail the checks are passed over for the one before. */
const LOOKED_AT = 10;

/**
 * The last price of a symbol, taken from its newest closed bar.
 *
 * Edge    stale when the source does not answer and the store serves, and when a bar that should have closed
 *         by market now is not there; the last good price is served all the same.
 * Throws  what the source throws, when the store holds nothing either; BARS_INSUFFICIENT when none has closed.
 */
export async function readQuote(
  deps: HistoryDeps & Pick<Deps, 'marketClock'>,
  query: { readonly symbol: string; readonly interval: Interval },
): Promise<Quote> {
  const { symbol, interval } = query;
  const { items, sourceFailed } = await readBars(deps, { symbol, interval, limit: LOOKED_AT });
  const last = items.at(-1);
  if (!last)
    throw new Problem(
      'BARS_INSUFFICIENT',
      `"${symbolOf(symbol)}" has no ${interval} bar yet. Try again later.`,
    );
  const quote = { symbol, price: last.close, asOf: last.closedAt, source: last.source };
  if (sourceFailed !== undefined) return { ...quote, stale: 'sourceFailed' };
  const isOutdated = slotClosesBetween(interval, last.closedAt, deps.marketClock.now(symbol));
  return isOutdated ? { ...quote, stale: 'newerBarMissing' } : quote;
}
