import type { RawBar } from '../../market/bar';
import type { Interval } from '../../market/interval';
import { type Announced, splitEvents } from './announced';
import { alphaVantageLabel, dateOfBar, labelOf } from './labels';
import { newestPrice } from './newestPrice';

export type SimVendor = 'alphaVantage' | 'fmp' | 'yahoo';

/** What a stand-in answers: a status, a body as JSON, or text. */
export type SimAnswer = { readonly status: number; readonly json?: unknown; readonly text?: string };

export type SimRequest = {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
};

/** The bars that a stand-in has of a symbol, in any order; undefined where it knows none. */
export type Served = (symbol: string, interval: Interval) => Promise<readonly RawBar[] | undefined>;

/** The key that is right, and one of a plan that lacks quotes of several symbols at once. */
export const SIM_KEY = 'sim-key';
export const FREE_KEY = 'sim-free-key';
/** Whether a key is one of them. */
export const isKey = (key: unknown): boolean => key === SIM_KEY || key === FREE_KEY;
/** A symbol that both plans lack. */
export const PREMIUM = 'PREMIUM';

const newestFirst = (bars: readonly RawBar[]): readonly RawBar[] =>
  bars.toSorted((one, other) => other.startAt - one.startAt);

/** A refusal of Alpha Vantage: one key, and what it says. */
export const said = (key: string, text: string): SimAnswer => ({ status: 200, json: { [key]: text } });

const symbolIn = (query: URLSearchParams): string => (query.get('symbol') ?? '').toUpperCase();

const barsOf = async (served: Served, symbol: string, interval: Interval | undefined) =>
  interval && served(symbol, interval);

const AV_INTERVALS: Readonly<Record<string, Interval>> = {
  '1min': '1min',
  '5min': '5min',
  '15min': '15min',
  '30min': '30min',
  '60min': '1h',
};

/** What a free key of Alpha Vantage is not given: more than the last hundred daily bars. */
const isWalled = (query: URLSearchParams): boolean =>
  query.get('apikey') === FREE_KEY &&
  (query.get('function') !== 'TIME_SERIES_DAILY' || query.get('outputsize') === 'full');

/** Alpha Vantage: 200 whatever happens, strings, numbered fields. */
export async function alphaVantage(served: Served, { query }: SimRequest): Promise<SimAnswer> {
  if (!isKey(query.get('apikey')))
    return said('Error Message', 'the parameter apikey is invalid or missing.');
  const symbol = symbolIn(query);
  if (symbol === PREMIUM) return said('Information', 'This is a premium endpoint.');
  const name = query.get('function');
  if (isWalled(query)) return said('Information', 'outputsize=full and intraday are premium features.');
  const given = query.get('interval') ?? '';
  const interval = name === 'TIME_SERIES_DAILY' ? '1d' : AV_INTERVALS[given];
  const all = await barsOf(served, symbol, interval);
  if (!interval || !all)
    return said('Error Message', `Invalid API call. Please retry or visit the documentation for ${name}.`);
  const ofMonth = all.filter((bar) => dateOfBar(bar).startsWith(query.get('month') ?? ''));
  const bars = newestFirst(ofMonth).slice(0, query.get('outputsize') === 'full' ? undefined : 100);
  const title = interval === '1d' ? 'Time Series (Daily)' : `Time Series (${given})`;
  const meta = { '1. Information': 'Prices and volumes', '2. Symbol': symbol };
  const rows = bars.map((bar) => [alphaVantageLabel(bar, interval), numbered(bar)] as const);
  return { status: 200, json: { 'Meta Data': meta, [title]: Object.fromEntries(rows) } };
}

const FIELDS = ['open', 'high', 'low', 'close', 'volume'] as const;

const numbered = (bar: RawBar) =>
  Object.fromEntries(FIELDS.map((field, place) => [`${place + 1}. ${field}`, String(bar[field])]));

const FMP_PATHS: readonly (readonly [RegExp, Interval])[] = [
  [/historical-chart\/1min$/, '1min'],
  [/historical-chart\/5min$/, '5min'],
  [/historical-chart\/15min$/, '15min'],
  [/historical-chart\/30min$/, '30min'],
  [/historical-chart\/1hour$/, '1h'],
  [/historical-price-eod\/full$/, '1d'],
];

/** Financial Modeling Prep: numbers, `low` before `high`, its refusals of plans as text. */
export async function fmp(served: Served, { path, query, headers }: SimRequest): Promise<SimAnswer> {
  if (!isKey(headers['apikey'])) return { status: 401, json: { 'Error Message': 'Invalid API KEY.' } };
  const symbol = symbolIn(query);
  if (symbol === PREMIUM)
    return {
      status: 402,
      text: "Premium Query Parameter: 'Special Endpoint : This value set for 'symbol' …",
    };
  const interval = FMP_PATHS.find(([words]) => words.test(path))?.[1];
  const all = await barsOf(served, symbol, interval);
  if (!interval || !all) return { status: 200, json: [] };
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? '9999'];
  const bars = all.filter((bar) => dateOfBar(bar) >= from && dateOfBar(bar) <= to);
  const json = newestFirst(bars).map((bar) => {
    const { open, high, low, close, volume } = bar;
    const named = interval === '1d' ? { symbol } : {};
    return { ...named, date: labelOf(bar, interval), open, low, high, close, volume };
  });
  return { status: 200, json };
}

const YAHOO_INTERVALS: Readonly<Record<string, Interval>> = {
  '1m': '1min',
  '5m': '5min',
  '15m': '15min',
  '30m': '30min',
  '60m': '1h',
  '1d': '1d',
};

type Prices = Omit<RawBar, 'startAt'>;

/** Bars as columns. */
function yahooQuote(bars: readonly Prices[]) {
  const column = (field: keyof Prices) => bars.map((bar) => bar[field]);
  return {
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  };
}

/** Yahoo's chart: columns, epoch seconds, oldest first; daily bars stand at their open. */
export async function yahoo(
  served: Served,
  { path, query }: SimRequest,
  announced: Announced,
): Promise<SimAnswer> {
  const symbol = decodeURIComponent(path.split('/').at(-1) ?? '').toUpperCase();
  const interval = YAHOO_INTERVALS[query.get('interval') ?? ''];
  const all = await barsOf(served, symbol, interval);
  if (!interval || !all)
    return {
      status: 404,
      json: { chart: { result: null, error: { code: 'Not Found', description: 'No data found' } } },
    };
  const shift = interval === '1d' ? 14 * 3_600 : 0;
  const [from, to] = [Number(query.get('period1')), Number(query.get('period2'))];
  const bars = all
    .toSorted((one, other) => one.startAt - other.startAt)
    .filter(({ startAt }) => startAt / 1_000 >= from && startAt / 1_000 < to);
  const quote = yahooQuote(bars);
  const last = newestPrice(all, interval);
  const price = last && { regularMarketPrice: last.bar.close, regularMarketTime: last.closedAt / 1_000 };
  const result = {
    meta: { symbol, exchangeTimezoneName: 'America/New_York', ...price },
    ...(bars.length > 0 && { timestamp: bars.map(({ startAt }) => startAt / 1_000 + shift) }),
    ...splitEvents(query, announced[symbol]),
    indicators: { quote: [bars.length > 0 ? quote : {}] },
  };
  return { status: 200, json: { chart: { result: [result], error: null } } };
}
