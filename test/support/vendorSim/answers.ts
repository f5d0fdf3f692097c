import type { RawBar } from '../../../lib/market/bar';
import type { Interval } from '../../../lib/market/interval';
import { alphaVantageLabel, dateOfBar, labelOf, type SimSeries } from './simSeries';

/** What a stand-in answers: a status, a body as JSON, or text. */
export type SimAnswer = { readonly status: number; readonly json?: unknown; readonly text?: string };

export type SimRequest = {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
};

/** The one key that is right. */
export const SIM_KEY = 'sim-key';
/** Symbols that a free plan lacks. */
const PREMIUM = 'PREMIUM';

const newestFirst = (bars: readonly RawBar[]): readonly RawBar[] =>
  bars.toSorted((one, other) => other.startAt - one.startAt);

const find = (served: readonly SimSeries[], symbol: string | null, interval: string | undefined) =>
  served.find((one) => one.symbol === symbol?.toUpperCase() && one.interval === interval);

/** Alpha Vantage: 200 whatever happens, strings, numbered fields. */
export function alphaVantage(served: readonly SimSeries[], { query }: SimRequest): SimAnswer {
  const key = query.get('apikey');
  if (key !== SIM_KEY)
    return { status: 200, json: { 'Error Message': 'the parameter apikey is invalid or missing.' } };
  const symbol = query.get('symbol');
  if (symbol === PREMIUM) return { status: 200, json: { Information: 'This is a premium endpoint.' } };
  const name = query.get('function') ?? '';
  const interval = name === 'TIME_SERIES_DAILY' ? '1d' : query.get('interval')?.replace('60min', '1h');
  const series = find(served, symbol, interval);
  if (series === undefined)
    return {
      status: 200,
      json: { 'Error Message': `Invalid API call. Please retry or visit the documentation for ${name}.` },
    };
  const month = query.get('month');
  const ofMonth = series.bars.filter((bar) => month === null || dateOfBar(bar).startsWith(month));
  const bars = newestFirst(ofMonth).slice(0, query.get('outputsize') === 'full' ? undefined : 100);
  const rows = bars.map((bar): [string, object] => [
    alphaVantageLabel(bar, series.interval),
    Object.fromEntries(
      (['open', 'high', 'low', 'close', 'volume'] as const).map((field, place) => [
        `${place + 1}. ${field}`,
        String(bar[field]),
      ]),
    ),
  ]);
  const title = interval === '1d' ? 'Time Series (Daily)' : `Time Series (${query.get('interval')})`;
  const meta = { '1. Information': 'Prices and volumes', '2. Symbol': series.symbol };
  return { status: 200, json: { 'Meta Data': meta, [title]: Object.fromEntries(rows) } };
}

const FMP_PATHS: readonly (readonly [RegExp, Interval])[] = [
  [/historical-chart\/1hour$/, '1h'],
  [/historical-price-eod\/full$/, '1d'],
];

/** Financial Modeling Prep: numbers, `low` before `high`, its refusals of plans as text. */
export function fmp(served: readonly SimSeries[], { path, query, headers }: SimRequest): SimAnswer {
  if (headers['apikey'] !== SIM_KEY) return { status: 401, json: { 'Error Message': 'Invalid API KEY.' } };
  const symbol = query.get('symbol');
  if (symbol === PREMIUM)
    return {
      status: 402,
      text: "Premium Query Parameter: 'Special Endpoint : This value set for 'symbol' …",
    };
  const interval = FMP_PATHS.find(([words]) => words.test(path))?.[1] ?? path.split('/').at(-1);
  const series = find(served, symbol, interval);
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? '9999'];
  const bars = (series?.bars ?? []).filter((bar) => dateOfBar(bar) >= from && dateOfBar(bar) <= to);
  const json = newestFirst(bars).map((bar) => {
    const { open, high, low, close, volume } = bar;
    const named = interval === '1d' ? { symbol } : {};
    return { ...named, date: labelOf(bar, series!.interval), open, low, high, close, volume };
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

/** Bars as columns; nulls for one that had no trade. */
export function yahooQuote(bars: readonly (Prices | null)[]) {
  const column = (field: keyof Prices) => bars.map((bar) => bar?.[field] ?? null);
  return {
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  };
}

/** Yahoo's chart: columns, epoch seconds, oldest first; daily bars stand at their open. */
export function yahoo(served: readonly SimSeries[], { path, query }: SimRequest): SimAnswer {
  const symbol = decodeURIComponent(path.split('/').at(-1) ?? '');
  const series = find(served, symbol, YAHOO_INTERVALS[query.get('interval') ?? '']);
  if (series === undefined)
    return {
      status: 404,
      json: { chart: { result: null, error: { code: 'Not Found', description: 'No data found' } } },
    };
  const shift = series.interval === '1d' ? 14 * 3_600 : 0;
  const [from, to] = [Number(query.get('period1')), Number(query.get('period2'))];
  const bars = series.bars
    .toSorted((one, other) => one.startAt - other.startAt)
    .filter(({ startAt }) => startAt / 1_000 >= from && startAt / 1_000 < to);
  const quote = yahooQuote(bars);
  const result = {
    meta: { symbol: series.symbol, exchangeTimezoneName: 'America/New_York' },
    ...(bars.length > 0 && { timestamp: bars.map(({ startAt }) => startAt / 1_000 + shift) }),
    indicators: { quote: [bars.length > 0 ? quote : {}] },
  };
  return { status: 200, json: { chart: { result: [result], error: null } } };
}
