import type { VendorAnswer } from '../../lib/adapters/vendor/outcome';

const JSON_TYPE = 'application/json; charset=utf-8';

/** An answer with a JSON body, 200 unless something else is said. */
export const json = (body: unknown, status = 200): VendorAnswer => ({
  status,
  contentType: JSON_TYPE,
  text: JSON.stringify(body),
});

/** An answer that is text of some type. */
export const plain = (text: string, status: number, contentType = 'text/plain'): VendorAnswer => ({
  status,
  contentType,
  text,
});

export const HTML = plain('<!doctype html><html><body>Sorry</body></html>', 200, 'text/html');

const five = (open: number) => ({ open, high: open + 1, low: open - 1, close: open + 0.5, volume: 1_000 });

/** A time series as Alpha Vantage words it: numbered fields, strings, newest first. */
export const alphaVantageBody = (
  labels: readonly string[],
  { symbol = 'ACME', name = 'Time Series (5min)' } = {},
) => ({
  'Meta Data': {
    '1. Information': 'Intraday (5min) open, high, low, close prices and volume',
    '2. Symbol': symbol,
    '3. Last Refreshed': labels[0],
    '4. Interval': '5min',
    '5. Output Size': 'Full size',
    '6. Time Zone': 'US/Eastern',
  },
  [name]: Object.fromEntries(
    labels.map((label, place) => [
      label,
      Object.fromEntries(
        Object.entries(five(100 + place)).map(([field, number], index) => [
          `${index + 1}. ${field}`,
          field === 'volume' ? String(number) : number.toFixed(4),
        ]),
      ),
    ]),
  ),
});

/** A chart as Financial Modeling Prep words it: numbers, `low` before `high`, newest first. */
export const fmpBody = (labels: readonly string[], symbol?: string) =>
  labels.map((date, place) => {
    const { open, high, low, close, volume } = five(100 + place);
    return { ...(symbol !== undefined && { symbol }), date, open, low, high, close, volume };
  });

/** A chart as Yahoo words it: columns, epoch seconds, oldest first. */
export const yahooBody = (
  seconds: readonly number[] | undefined,
  { symbol = 'ACME', nullAt = -1 }: { symbol?: string; nullAt?: number } = {},
) => {
  const rows = (seconds ?? []).map((_, place) => (place === nullAt ? null : five(100 + place)));
  const columns = (['open', 'high', 'low', 'close', 'volume'] as const).map((field) => [
    field,
    rows.map((row) => row?.[field] ?? null),
  ]);
  const quote = Object.fromEntries(columns) as Record<string, readonly (number | null)[]>;
  return {
    chart: {
      result: [
        {
          meta: { currency: 'USD', symbol, exchangeTimezoneName: 'America/New_York' },
          ...(seconds && { timestamp: seconds }),
          indicators: { quote: [seconds ? quote : {}] },
        },
      ],
      error: null,
    },
  };
};

/** A quote as Alpha Vantage words it, with an empty object for a symbol that it does not know. */
export const globalQuoteBody = (
  fields: Readonly<Record<string, string>> = {},
  name = 'Global Quote',
): Readonly<Record<string, object>> => ({
  [name]: {
    '01. symbol': 'ACME',
    '02. open': '100.0000',
    '03. high': '103.0000',
    '04. low': '99.0000',
    '05. price': '101.5000',
    '06. volume': '1000',
    '07. latest trading day': '2024-07-02',
    '08. previous close': '100.5000',
    '09. change': '1.0000',
    '10. change percent': '0.9950%',
    ...fields,
  },
});

/** Quotes of several symbols as Alpha Vantage words them; each a minute before the one before, from 15:58 on. */
export const bulkBody = (symbols: readonly string[], message = 'Quotes of the US market') => ({
  endpoint: 'Realtime Bulk Quotes',
  message,
  data: symbols.map((symbol, place) => ({
    symbol,
    timestamp: `2024-07-02 15:${58 - place}:01.250`,
    open: '100.0',
    close: `${101 + place}.5`,
    volume: '1000',
    previous_close: '100.5',
    extended_hours_quote: '102.25',
  })),
});

/** Quotes as Financial Modeling Prep words them. */
export const fmpQuoteBody = (symbols: readonly string[], seconds: number) =>
  symbols.map((symbol, place) => ({
    symbol,
    name: `${symbol} Inc.`,
    price: 101.5 + place,
    changePercentage: 0.995,
    change: 1,
    volume: 1_000,
    dayLow: 99,
    dayHigh: 103,
    previousClose: 100.5,
    timestamp: seconds - place,
  }));

/** A chart as Yahoo words it, with what its meta says of the last price. */
export const yahooQuoteBody = (seconds: number, meta: object = {}) => {
  const { chart } = yahooBody([seconds]);
  const price = { regularMarketPrice: 101.5, regularMarketTime: seconds, ...meta };
  return {
    chart: { ...chart, result: chart.result.map((one) => ({ ...one, meta: { ...one.meta, ...price } })) },
  };
};

/** Articles as Alpha Vantage words them: scores as text, newest first, of other symbols as well. */
export const newsBody = (stamps: readonly string[], symbol = 'ACME') => ({
  items: String(stamps.length),
  sentiment_score_definition: 'x <= -0.35: Bearish',
  feed: stamps.map((time_published, place) => ({
    title: `Article ${place}`,
    url: `https://example.com/${place}`,
    time_published,
    source: 'Example',
    overall_sentiment_score: 0.9,
    ticker_sentiment: [
      { ticker: 'BETA', relevance_score: '0.9', ticker_sentiment_score: '-0.9' },
      {
        ticker: symbol,
        relevance_score: `0.${place + 1}`,
        ticker_sentiment_score: `-0.${place + 1}`,
        ticker_sentiment_label: 'Neutral',
      },
    ],
  })),
});

/** Splits as they are announced: on a date, so many new shares for so many old ones. */
type SplitOn = readonly [date: string, numerator: number, denominator: number];

/** Splits as Alpha Vantage words them: factors of four decimals, newest first. */
export const alphaVantageSplitBody = (splits: readonly SplitOn[], symbol = 'ACME') => ({
  symbol,
  data: splits.map(([date, numerator, denominator]) => ({
    effective_date: date,
    split_factor: (numerator / denominator).toFixed(4),
  })),
});

/** Splits as Financial Modeling Prep words them, newest first. */
export const fmpSplitBody = (splits: readonly SplitOn[], symbol = 'ACME') =>
  splits.map(([date, numerator, denominator]) => ({
    symbol,
    date,
    numerator,
    denominator,
    splitType: 'stock-split',
  }));

/** A chart as Yahoo words it, with splits by the epoch seconds of 13:30 UTC. */
export const yahooSplitBody = (splits: readonly SplitOn[], symbol = 'ACME') => {
  const events = splits.map(([day, numerator, denominator]) => {
    const date = Date.parse(`${day}T13:30:00Z`) / 1_000;
    return [date, { date, numerator, denominator, splitRatio: `${numerator}:${denominator}` }] as const;
  });
  const { chart } = yahooBody(undefined, { symbol });
  const told = { events: { splits: Object.fromEntries(events) } };
  return { chart: { ...chart, result: chart.result.map((one) => ({ ...one, ...told })) } };
};
