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
