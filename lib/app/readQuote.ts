import { BARS_BESIDE } from '../market/credibleBars';
import { type Interval, INTERVALS } from '../market/interval';
import { symbolOf } from '../market/series';
import { slotClosesBetween } from '../market/slotClosesBetween';
import type { ProblemCode } from '../problems';
import { isProblem, Problem } from '../problems';
import type { StoredBar } from '../ports/BarStore';
import type { VendorQuote } from '../ports/LiveQuotes';
import type { HistoryDeps } from './barHistory';
import { believedBar } from './believedBar';
import type { Deps } from './deps';
import { heldSeries, type SeriesQuery } from './heldSeries';
import { isCredibleLive, liveQuote } from './liveQuote';
import { readBars } from './readBars';
import { SOURCE_PROBLEMS } from './sourceProblems';

/** Why a quote may not be the last price there was. */
export type StaleReason = 'sourceFailed' | 'newerBarMissing' | 'unconfirmed';

export type Quote = {
  readonly symbol: string;
  /** In quote currency: the close of the newest closed bar, or a later price of a live source. */
  readonly price: number;
  /** When that price stood (epoch ms, on the market's clock): the close of its bar, or what the source says. */
  readonly asOf: number;
  readonly source: string;
  readonly stale?: StaleReason;
};

/**
 * The newest bars that are looked at: those that fail the checks are passed over for the one before. Where there are live
 * quotes, those that tell what is usual as well: a vendor tells a hundred in one answer.
 */
const LOOKED_AT = 10;

/** So long a source is asked, for whatever of it: who asks waits for one answer. */
const ASKED_MS = 20_000;

type QuoteDeps = HistoryDeps & Pick<Deps, 'clock' | 'marketClock' | 'liveQuotes'>;

type BarQuote = {
  readonly quote: Quote;
  readonly interval: Interval;
  /** The newest, oldest first. */
  readonly bars: readonly StoredBar[];
};

/**
 * The last price of a symbol as a tenant has it: of its own bars where it has imported some, else of the source. Without
 * an interval it is taken from the bars that closed last, of the intervals that the store holds; of a symbol of which it
 * holds none the source is asked for one interval after the other. A live source is asked for its quote as well, which
 * is served where it is newer than the bars, and not further from them than is credible.
 *
 * Edge    who asks for bars of an interval, or has imported some, is not told a price that is not theirs.
 * Throws  what `seriesQuote` throws, where no interval has a quote, and the source has none either.
 */
export async function readQuote(
  deps: QuoteDeps,
  { tenant, symbol, interval }: { tenant: string; symbol: string; interval?: Interval | undefined },
): Promise<Quote> {
  const asked = interval === undefined ? COARSE_FIRST : [interval];
  const held = await Promise.all(asked.map((one) => heldSeries(deps, { tenant, symbol, interval: one })));
  const own = held.flatMap((one) => one.own);
  const answerBy = deps.clock.now() + ASKED_MS;
  const source = { known: held.flatMap((one) => one.source), others: asked, answerBy };
  const ofBars = () => (own[0] ? ownQuote(deps, own) : sourceQuote(deps, symbol, source));
  const isLive = deps.liveQuotes !== undefined && own[0] === undefined && interval === undefined;
  const quote = isLive ? await newestQuote(deps, { symbol, answerBy }, ofBars()) : (await ofBars()).quote;
  return { ...quote, symbol };
}

async function ownQuote(deps: QuoteDeps, own: readonly SeriesQuery[]): Promise<BarQuote> {
  return (await newestOf(deps, own, NO_BARS)) ?? firstServed(deps, own);
}

type Source = {
  readonly known: readonly SeriesQuery[];
  readonly others: readonly Interval[];
  readonly answerBy: number;
};

async function sourceQuote(
  deps: QuoteDeps,
  symbol: string,
  { known, others, answerBy }: Source,
): Promise<BarQuote> {
  const asked = known.map((one) => ({ ...one, answerBy }));
  const newest = await newestOf(deps, asked, [...NO_BARS, ...SOURCE_PROBLEMS]);
  const queries = others.map((interval): SeriesQuery => ({ symbol, interval, answerBy }));
  return newest ?? firstServed(deps, queries);
}

/** Of the series that have a quote, that of the newest. */
async function newestOf(
  deps: QuoteDeps,
  known: readonly SeriesQuery[],
  passedOver: readonly ProblemCode[],
): Promise<BarQuote | undefined> {
  const quotes = await Promise.all(known.map((one) => quoteOrNone(deps, one, passedOver)));
  return quotes.filter((one) => one !== undefined).toSorted((a, b) => b.quote.asOf - a.quote.asOf)[0];
}

/**
 * The newer of the quote of bars and that of the source, both of which are asked for at once; that of bars as well where
 * the other is not to be believed before a bar has closed there.
 */
async function newestQuote(
  deps: QuoteDeps,
  { symbol, answerBy }: { readonly symbol: string; readonly answerBy: number },
  ofBars: Promise<BarQuote>,
): Promise<Quote> {
  const [told, closed] = await Promise.allSettled([liveQuote(deps, symbol, answerBy), ofBars]);
  if (told.status === 'rejected') throw told.reason;
  const live = told.value;
  if (closed.status === 'rejected') {
    const isPassedOver = [...NO_BARS, ...SOURCE_PROBLEMS].some((code) => isProblem(closed.reason, code));
    if (live && isPassedOver) return datedQuote(deps, live, '1d');
    throw closed.reason;
  }
  const { quote, interval } = closed.value;
  if (live === undefined || live.asOf <= quote.asOf) return quote;
  if (await isCredibleLive(deps, live, closed.value)) return datedQuote(deps, live, interval);
  deps.log.warn('live quote not believed', { ...live, close: quote.price });
  return { ...quote, stale: 'unconfirmed' };
}

/** A quote, stale where a bar should have closed since. */
function datedQuote({ marketClock }: QuoteDeps, quote: VendorQuote, interval: Interval): Quote {
  const isOutdated = slotClosesBetween(interval, quote.asOf, marketClock.now(quote.symbol));
  return isOutdated ? { ...quote, stale: 'newerBarMissing' } : quote;
}

/** What is said of an interval that has no closed bar; whatever else is thrown says that this is not known. */
const NO_BARS = ['SYMBOL_UNKNOWN', 'BARS_INSUFFICIENT'] as const;

/** Throws  what `seriesQuote` throws, but for the codes that are passed over. */
async function quoteOrNone(
  deps: QuoteDeps,
  query: SeriesQuery,
  passedOver: readonly ProblemCode[],
): Promise<BarQuote | undefined> {
  try {
    return await seriesQuote(deps, query);
  } catch (error) {
    if (passedOver.some((code) => isProblem(error, code))) return undefined;
    throw error;
  }
}

const COARSE_FIRST = [...INTERVALS].reverse();

/** A source serves a symbol in bars of one interval, or of every: daily ones are asked for first. */
async function firstServed(deps: QuoteDeps, [first, ...others]: readonly SeriesQuery[]): Promise<BarQuote> {
  try {
    return await seriesQuote(deps, first!);
  } catch (error) {
    if (!isProblem(error, 'SYMBOL_UNKNOWN')) throw error;
    for (const other of others) {
      // What a plan lacks says nothing of a symbol that is not known.
      const quote = await quoteOrNone(deps, other, ['SYMBOL_UNKNOWN', 'MARKET_ENTITLEMENT']);
      if (quote) return quote;
    }
    throw error;
  }
}

/**
 * The last price of a series, taken from its newest closed bar whose close is to be believed.
 *
 * Edge    stale when the source does not answer and the store serves, and when a bar that should have closed
 *         by market now is not there; the last good price is served all the same.
 * Throws  what the source throws, when the store holds nothing either; BARS_INSUFFICIENT when none has closed.
 */
async function seriesQuote(deps: QuoteDeps, query: SeriesQuery): Promise<BarQuote> {
  const { symbol, interval } = query;
  const limit = deps.liveQuotes === undefined ? LOOKED_AT : LOOKED_AT + BARS_BESIDE;
  const { items: bars, sourceFailed } = await readBars(deps, { ...query, limit });
  const last = await believedBar(deps, { symbol, interval, bars });
  if (!last)
    throw new Problem(
      'BARS_INSUFFICIENT',
      `"${symbolOf(symbol)}" has no ${interval} bar yet. Try again later.`,
    );
  const quote = { symbol, price: last.close, asOf: last.closedAt, source: last.source };
  if (sourceFailed !== undefined) return { quote: { ...quote, stale: 'sourceFailed' }, interval, bars };
  return { quote: datedQuote(deps, quote, interval), interval, bars };
}
