import { type Interval, INTERVALS } from '../market/interval';
import { isImported, symbolOf } from '../market/series';
import { slotClosesBetween } from '../market/slotClosesBetween';
import { isProblem, Problem } from '../problems';
import type { HistoryDeps } from './barHistory';
import type { Deps } from './deps';
import { readBars } from './readBars';
import { resolvedSeries } from './resolvedSeries';

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
 * an interval it is taken from the bars that closed last.
 *
 * Throws  what `seriesQuote` throws, where no interval has a quote.
 */
export async function readQuote(
  deps: QuoteDeps,
  { tenant, symbol, interval }: { tenant: string; symbol: string; interval?: Interval | undefined },
): Promise<Quote> {
  const asked = interval === undefined ? COARSE_FIRST : [interval];
  const series = await Promise.all(
    asked.map(async (one) => ({
      interval: one,
      symbol: await resolvedSeries(deps, { tenant, symbol, interval: one }),
    })),
  );
  const own = series.filter((one) => isImported(one.symbol));
  const tried = await Promise.allSettled(own.map((one) => seriesQuote(deps, one)));
  const quotes = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const newest =
    quotes.toSorted((a, b) => b.asOf - a.asOf)[0] ?? (await firstServed(deps, own[0] ? own : series));
  return { ...newest, symbol };
}

const COARSE_FIRST = [...INTERVALS].reverse();

/** A source serves a symbol in bars of one interval, or of every: daily ones are asked for first. */
async function firstServed(
  deps: QuoteDeps,
  [first, ...others]: readonly { readonly symbol: string; readonly interval: Interval }[],
): Promise<Quote> {
  try {
    return await seriesQuote(deps, first!);
  } catch (error) {
    if (!isProblem(error, 'SYMBOL_UNKNOWN')) throw error;
    for (const other of others) {
      const quote = await seriesQuote(deps, other).catch((reason: unknown) => {
        if (!isProblem(reason, 'SYMBOL_UNKNOWN')) throw reason;
        return undefined;
      });
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
async function seriesQuote(
  deps: QuoteDeps,
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
