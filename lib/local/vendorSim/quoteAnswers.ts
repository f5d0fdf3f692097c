import { DAY_MS, dateOf } from '../../market/calendar/civilDate';
import { newYorkDay } from '../../market/calendar/newYorkDay';
import { newYorkInstant } from '../../market/calendar/newYorkInstant';
import { INTERVALS } from '../../market/interval';
import { FREE_KEY, isKey, PREMIUM, said, type Served, type SimAnswer, type SimRequest } from './answers';
import { type NewestPrice, newestPrice } from './newestPrice';

type Quoted = NewestPrice & { readonly symbol: string };

/** The quotes of the symbols that are known, each of its newest bar of any interval. */
async function quotedOf(served: Served, symbols: readonly string[]): Promise<readonly Quoted[]> {
  const quoted: Quoted[] = [];
  for (const symbol of symbols) {
    const ofEach = INTERVALS.map(async (interval) =>
      newestPrice((await served(symbol, interval)) ?? [], interval),
    );
    const newest = (await Promise.all(ofEach)).filter((price) => price !== undefined);
    const [price] = newest.toSorted((one, other) => other.closedAt - one.closedAt);
    if (price) quoted.push({ symbol, ...price });
  }
  return quoted;
}

const symbolsIn = (query: URLSearchParams, name: string): readonly string[] =>
  (query.get(name) ?? '').toUpperCase().split(',');

/** What Alpha Vantage shows to keys whose plan lacks bulk quotes: none of it is a price. */
const BULK_SAMPLE = {
  endpoint: 'Realtime Bulk Quotes',
  message:
    'This is a premium endpoint. THE SAMPLE DATA SCHEMA BELOW IS ARTIFICIAL AND FOR ILLUSTRATION PURPOSES ONLY.',
  data: [{ symbol: 'ACME', timestamp: '2024-01-02 15:59:58.125', close: '1.5', volume: '10' }],
};

/** `GLOBAL_QUOTE` and `REALTIME_BULK_QUOTES`; undefined for other functions, and for a key that is refused. */
export async function alphaVantageQuotes(
  served: Served,
  { query }: SimRequest,
): Promise<SimAnswer | undefined> {
  const [name, key] = [query.get('function'), query.get('apikey')];
  if (!isKey(key)) return undefined;
  const symbols = symbolsIn(query, 'symbol');
  if (name === 'REALTIME_BULK_QUOTES') {
    if (key === FREE_KEY) return { status: 200, json: BULK_SAMPLE };
    const data = (await quotedOf(served, symbols)).map(bulkRow);
    return { status: 200, json: { endpoint: 'Realtime Bulk Quotes', message: 'Realtime quotes', data } };
  }
  if (name !== 'GLOBAL_QUOTE') return undefined;
  if (symbols.includes(PREMIUM)) return said('Information', 'This is a premium endpoint.');
  const [quoted] = await quotedOf(served, symbols);
  return { status: 200, json: { 'Global Quote': quoted ? globalQuote(quoted) : {} } };
}

const globalQuote = ({ symbol, closedAt, bar }: Quoted) => ({
  '01. symbol': symbol,
  '02. open': String(bar.open),
  '03. high': String(bar.high),
  '04. low': String(bar.low),
  '05. price': String(bar.close),
  '06. volume': String(bar.volume),
  '07. latest trading day': dateOf(newYorkDay(closedAt)),
});

const bulkRow = ({ symbol, closedAt, bar }: Quoted) => ({
  symbol,
  timestamp: stampOf(closedAt),
  open: String(bar.open),
  high: String(bar.high),
  low: String(bar.low),
  close: String(bar.close),
  volume: String(bar.volume),
});

/** An instant as New York's clocks show it, to the millisecond. */
function stampOf(instant: number): string {
  const day = newYorkDay(instant);
  const shown = new Date(day * DAY_MS + instant - newYorkInstant(day, 0));
  return shown.toISOString().slice(0, 23).replace('T', ' ');
}

/** `/stable/quote` and `/stable/batch-quote`; undefined for other paths, and for a key that is refused. */
export async function fmpQuotes(
  served: Served,
  { path, query, headers }: SimRequest,
): Promise<SimAnswer | undefined> {
  const key = headers['apikey'];
  const [, batch] = /^\/stable\/(batch-)?quote$/.exec(path) ?? [undefined, 'none'];
  if (!isKey(key) || batch === 'none') return undefined;
  if (batch && key === FREE_KEY)
    return { status: 402, text: 'Restricted Endpoint: This endpoint is not available under your plan.' };
  const symbols = symbolsIn(query, batch ? 'symbols' : 'symbol');
  if (symbols.includes(PREMIUM))
    return {
      status: 402,
      text: "Premium Query Parameter: 'Special Endpoint : This value set for 'symbol' …",
    };
  return { status: 200, json: (await quotedOf(served, symbols)).map(fmpRow) };
}

const fmpRow = ({ symbol, closedAt, bar }: Quoted) => ({
  symbol,
  price: bar.close,
  changePercentage: ((bar.close - bar.open) / bar.open) * 100,
  change: bar.close - bar.open,
  volume: bar.volume,
  dayLow: bar.low,
  dayHigh: bar.high,
  open: bar.open,
  timestamp: closedAt / 1_000,
});
