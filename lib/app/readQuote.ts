import { type Interval, INTERVALS } from '../market/interval';
import { importedSeries, symbolOf } from '../market/series';
import { slotClosesBetween } from '../market/slotClosesBetween';
import type { ProblemCode } from '../problems';
import { isProblem, Problem } from '../problems';
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

type QuoteDeps = HistoryDeps & Pick<Deps, 'marketClock'>;

/**
 * The last price of a symbol as a tenant has it: of its own bars where it has imported some, else of the source. Without
 * an interval it is taken from the bars that closed last, of the intervals that the store holds; of a symbol of which it
 * holds none the source is asked for one interval after the other.
 *
 * Throws  what `seriesQuote` throws, where no interval has a quote.
 */
export async function readQuote(
  deps: QuoteDeps,
  { tenant, symbol, interval }: { tenant: string; symbol: string; interval?: Interval | undefined },
): Promise<Quote> {
  const asked = interval === undefined ? COARSE_FIRST : [interval];
  const held = await Promise.all(asked.map((one) => heldSeries(deps, { tenant, symbol, interval: one })));
  const own = held.flatMap((one) => one.own);
  const known = own[0] ? own : held.flatMap((one) => one.source);
  const passedOver = own[0] ? NO_BARS : [...NO_BARS, ...NO_SOURCE];
  const quotes = await Promise.all(known.map((one) => quoteOrNone(deps, one, passedOver)));
  const [newest] = quotes.filter((one) => one !== undefined).toSorted((a, b) => b.asOf - a.asOf);
  if (newest) return { ...newest, symbol };
  const others = asked.map((one): SeriesQuery => ({ symbol, interval: one }));
  return { ...(await firstServed(deps, own[0] ? own : others)), symbol };
}

/** What the store holds of a symbol: bars that the tenant has imported, and those of the source. */
async function heldSeries(
  deps: Pick<Deps, 'bars'>,
  { tenant, symbol, interval }: { tenant: string; symbol: string; interval: Interval },
): Promise<Readonly<Record<'own' | 'source', readonly SeriesQuery[]>>> {
  const series = [importedSeries(tenant, symbol), symbol];
  const [own, source] = await deps.bars.wholeOfEach(series, interval);
  return {
    own: own ? [{ symbol: series[0]!, interval }] : [],
    source: source ? [{ symbol, interval }] : [],
  };
}

/** What is said of an interval that has no closed bar; whatever else is thrown says that this is not known. */
const NO_BARS = ['SYMBOL_UNKNOWN', 'BARS_INSUFFICIENT'] as const;

/** What is said where a source does not serve and the store cannot either: another interval may still have a quote. */
const NO_SOURCE = [
  'MARKET_UNAVAILABLE',
  'MARKET_MALFORMED',
  'MARKET_RATE_LIMITED',
  'MARKET_ENTITLEMENT',
  'MARKET_AUTH',
] as const;

type SeriesQuery = { readonly symbol: string; readonly interval: Interval };

/** Throws  what `seriesQuote` throws, but for the codes that are passed over. */
async function quoteOrNone(
  deps: QuoteDeps,
  query: SeriesQuery,
  passedOver: readonly ProblemCode[],
): Promise<Quote | undefined> {
  try {
    return await seriesQuote(deps, query);
  } catch (error) {
    if (passedOver.some((code) => isProblem(error, code))) return undefined;
    throw error;
  }
}

const COARSE_FIRST = [...INTERVALS].reverse();

/** A source serves a symbol in bars of one interval, or of every: daily ones are asked for first. */
async function firstServed(deps: QuoteDeps, [first, ...others]: readonly SeriesQuery[]): Promise<Quote> {
  try {
    return await seriesQuote(deps, first!);
  } catch (error) {
    if (!isProblem(error, 'SYMBOL_UNKNOWN')) throw error;
    for (const other of others) {
      const quote = await quoteOrNone(deps, other, ['SYMBOL_UNKNOWN']);
      if (quote) return quote;
    }
    throw error;
  }
}

/**
 * The last price of a series, taken from its newest closed bar.
 *
 * Edge    stale when the source does not answer and the store serves, and when a bar that should have closed
 *         by market now is not there; the last good price is served all the same.
 * Throws  what the source throws, when the store holds nothing either; BARS_INSUFFICIENT when none has closed.
 */
async function seriesQuote(deps: QuoteDeps, query: SeriesQuery): Promise<Quote> {
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
