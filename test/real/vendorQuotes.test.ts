import { readFileSync } from 'node:fs';
import { alphaVantageBulk } from '../../lib/adapters/alphaVantage/alphaVantageBulk';
import { alphaVantageOutcome } from '../../lib/adapters/alphaVantage/alphaVantageOutcome';
import { alphaVantageQuote } from '../../lib/adapters/alphaVantage/alphaVantageQuote';
import { fmpOutcome } from '../../lib/adapters/fmp/fmpOutcome';
import { fmpPrices } from '../../lib/adapters/fmp/fmpPrices';
import { yahooOutcome } from '../../lib/adapters/yahoo/yahooOutcome';
import { yahooPrice } from '../../lib/adapters/yahoo/yahooPrice';
import type { VendorAnswer } from '../../lib/adapters/vendor/outcome';
import { realData } from '../support/realData';

const NOW = Date.UTC(2026, 0, 5);

const textIn = (...path: readonly string[]): string => readFileSync(realData('vendor', ...path), 'utf8');
const answerOf = (text: string): VendorAnswer => ({ status: 200, contentType: 'application/json', text });
const asked = (symbols: readonly string[], now = NOW) => ({ symbols, now });

const globalQuote = (symbol: string, file: string, now = NOW) =>
  alphaVantageOutcome(answerOf(textIn('alpha_vantage', file)), (body) =>
    alphaVantageQuote(body, asked([symbol], now)),
  );
const fmp = (symbols: readonly string[], file: string) =>
  fmpOutcome(answerOf(textIn('fmp', file)), (body) => fmpPrices(body, asked(symbols)));

describe('recorded quotes of Alpha Vantage', () => {
  const FILE = 'GLOBAL_QUOTE_MSFT_2018-10-05.json';

  it('are of the close of their session, once it is over', () => {
    expect(globalQuote('MSFT', FILE)).toEqual({
      kind: 'data',
      data: [{ symbol: 'MSFT', price: 112.13, asOf: Date.UTC(2018, 9, 5, 20) }],
    });
  });

  it('are of the moment while it trades', () => {
    const now = Date.UTC(2018, 9, 5, 15);
    expect(globalQuote('MSFT', FILE, now)).toMatchObject({ data: [{ asOf: now }] });
  });

  it.each([
    ['of another symbol', 'IBM', FILE, 'malformed'],
    ['of an unknown symbol', 'NOPE', 'errors/200_global_quote_unknown_symbol.json', 'unknownSymbol'],
    ['of news', 'MSFT', 'NEWS_SENTIMENT_2022-09-14.json', 'malformed'],
    ['of a time series', 'MSFT', 'TIME_SERIES_INTRADAY_MSFT_1min_compact_2017-12-18.json', 'malformed'],
    ['without a plan', 'IBM', 'errors/200_information_premium_endpoint.json', 'entitlement'],
    ['beyond the quota of a day', 'IBM', 'errors/200_information_daily_quota.json', 'rateLimited'],
    ['without a key', 'IBM', 'errors/200_error_message_missing_key.json', 'auth'],
  ])('%s are none', (_what, symbol, file, kind) => {
    expect(globalQuote(symbol, file)).toMatchObject({ kind });
  });

  it('of several symbols are a sample, which is no data', () => {
    const text = textIn('alpha_vantage', 'crazzyghost_realtimebulkquote.json');
    const read = (given: string) =>
      alphaVantageOutcome(answerOf(given), (body) => alphaVantageBulk(body, asked(['MSFT', 'AAPL', 'IBM'])));
    expect(read(text)).toEqual({ kind: 'entitlement', scope: 'endpoint' });
    const { data } = JSON.parse(text) as { data: unknown };
    const close = Date.UTC(2024, 9, 18, 20);
    expect(read(JSON.stringify({ data }))).toEqual({
      kind: 'data',
      data: [
        { symbol: 'MSFT', price: 418.16, asOf: close },
        { symbol: 'AAPL', price: 235, asOf: close },
        { symbol: 'IBM', price: 232.22, asOf: close },
      ],
    });
  });
});

describe('recorded quotes of Financial Modeling Prep', () => {
  it.each([
    ['stable_quote_AAPL.json', 254.86, 1_758_648_182_000],
    ['docs_stable_batch-quote.json', 232.8, 1_738_702_801_000],
  ])('%s are of their own time', (file, price, asOf) => {
    expect(fmp(['AAPL', 'MSFT'], file)).toEqual({ kind: 'data', data: [{ symbol: 'AAPL', price, asOf }] });
  });

  it.each([
    ['without a time', 'AAPL', 'docs_stable_batch-quote-short.json', 'malformed'],
    ['of another symbol', 'MSFT', 'stable_quote_AAPL.json', 'malformed'],
    ['of an unknown symbol', 'NOPE', 'errors/200_unknown_symbol.json', 'unknownSymbol'],
    ['of days', 'AAPL', 'stable_historical-price-eod_full_AAPL_2023-01-01_2023-01-10.json', 'malformed'],
  ])('%s are none', (_what, symbol, file, kind) => {
    expect(fmp([symbol], file)).toMatchObject({ kind });
  });
});

it('recorded charts of Yahoo tell the last price beside bars of any time', () => {
  const file = 'chart-AAPL-2020-01-01-to-2020-01-03.json';
  const { response } = JSON.parse(textIn('yahoo', file)) as { response: { bodyJson: unknown } };
  const outcome = yahooOutcome(answerOf(JSON.stringify(response.bodyJson)), (chart) =>
    yahooPrice(chart, asked(['AAPL'])),
  );
  expect(outcome).toEqual({
    kind: 'data',
    data: [{ symbol: 'AAPL', price: 244.87, asOf: 1_739_998_801_000 }],
  });
});
