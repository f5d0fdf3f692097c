import { alphaVantageBulk } from '../../../../lib/adapters/alphaVantage/alphaVantageBulk';
import { alphaVantageOutcome } from '../../../../lib/adapters/alphaVantage/alphaVantageOutcome';
import { alphaVantageQuote } from '../../../../lib/adapters/alphaVantage/alphaVantageQuote';
import { fmpOutcome } from '../../../../lib/adapters/fmp/fmpOutcome';
import { fmpPrices } from '../../../../lib/adapters/fmp/fmpPrices';
import type { Outcome, VendorAnswer } from '../../../../lib/adapters/vendor/outcome';
import type { Priced } from '../../../../lib/adapters/vendor/soundPrices';
import { yahooOutcome } from '../../../../lib/adapters/yahoo/yahooOutcome';
import { yahooPrice } from '../../../../lib/adapters/yahoo/yahooPrice';
import {
  bulkBody,
  fmpQuoteBody,
  globalQuoteBody,
  HTML,
  json,
  plain,
  yahooQuoteBody,
} from '../../../support/vendorBodies';

/** 2024-07-02, a Tuesday, half an hour before the close in New York, and that close. */
const NOW = Date.UTC(2024, 6, 2, 19, 30);
const CLOSE = Date.UTC(2024, 6, 2, 20);
const SECONDS = NOW / 1_000 - 60;
const MINUTE_MS = 60_000;

/** What an answer means, in a word, or its prices and how many seconds after the close they stand. */
function said(outcome: Outcome<readonly Priced[]>): string {
  if (outcome.kind === 'data')
    return outcome.data
      .map(({ symbol, price, asOf }) => `${symbol} ${price} ${(asOf - CLOSE) / 1_000}`)
      .join(', ');
  const part = 'window' in outcome ? outcome.window : 'scope' in outcome ? outcome.scope : undefined;
  return [outcome.kind, part].filter(Boolean).join(' ');
}

const ONE = { symbols: ['ACME'], now: NOW };
const LATER = { ...ONE, now: CLOSE + 90 * MINUTE_MS };
const TWO = { symbols: ['ACME', 'BETA'], now: CLOSE };

const cut = ({ text, ...answer }: VendorAnswer): VendorAnswer => ({ ...answer, text: text.slice(0, -9) });

describe('a GLOBAL_QUOTE of Alpha Vantage', () => {
  const DELAYED = 'Global Quote - DATA DELAYED BY 15 MINUTES';
  const on = (date: string) => json(globalQuoteBody({ '07. latest trading day': date }));

  it.each<[string, VendorAnswer, string, typeof ONE?]>([
    ['of a session that trades stands as of now', json(globalQuoteBody()), 'ACME 101.5 -1800'],
    ['of one that is over stands as of its close', json(globalQuoteBody()), 'ACME 101.5 0', LATER],
    ['of an early close stands as of it', on('2024-07-03'), 'ACME 101.5 75600', { ...ONE, now: CLOSE * 2 }],
    ['with a delay stands as of so much earlier', json(globalQuoteBody({}, DELAYED)), 'ACME 101.5 -2700'],
    [
      'with a delay stands as of its close in the end',
      json(globalQuoteBody({}, DELAYED)),
      'ACME 101.5 0',
      LATER,
    ],
    [
      'with other numbers before its fields',
      json({
        'Global Quote': { '1. symbol': 'ACME', '2. price': '7', '3. latest trading day': '2024-07-02' },
      }),
      'ACME 7 -1800',
    ],
    ['in lower case', json(globalQuoteBody({ '01. symbol': 'acme' })), 'ACME 101.5 -1800'],
    ['without fields is an unknown symbol', json({ 'Global Quote': {} }), 'unknownSymbol'],
    ['without fields, delayed, is an unknown symbol', json({ [DELAYED]: {} }), 'unknownSymbol'],
    ['of another symbol', json(globalQuoteBody({ '01. symbol': 'OTHER' })), 'malformed'],
    ['without a symbol', json({ 'Global Quote': { '05. price': '1' } }), 'malformed'],
    ['without a price', json(globalQuoteBody({ '05. price': '' })), 'malformed'],
    ['of a price that is none', json(globalQuoteBody({ '05. price': 'None' })), 'malformed'],
    ['of nothing', json(globalQuoteBody({ '05. price': '0.0000' })), 'malformed'],
    ['of less than nothing', json(globalQuoteBody({ '05. price': '-1.5' })), 'malformed'],
    ['of a day that has not come', on('2024-07-05'), 'malformed'],
    ['of a day without a session', on('2024-06-30'), 'malformed'],
    ['of a day that is none', on('2024-13-45'), 'malformed'],
    ['of a time in place of a day', on('2024-07-02 15:00:00'), 'malformed'],
    ['that is a list', json({ 'Global Quote': [] }), 'malformed'],
    ['of another name', json(globalQuoteBody({}, 'Global Quotes')), 'malformed'],
    ['that is cut off', cut(json(globalQuoteBody())), 'malformed'],
    ['declared as text', plain(JSON.stringify(globalQuoteBody()), 200), 'malformed'],
    ['that is an empty object', json({}), 'malformed'],
    ['that is a page', HTML, 'malformed'],
    ['behind a premium wall', json({ Information: 'This is a premium endpoint.' }), 'entitlement endpoint'],
    ['of a daily quota', json({ Information: 'We have detected your API key as K' }), 'rateLimited day'],
    ['with a bad key', json({ 'Error Message': 'the parameter apikey is invalid' }), 'auth'],
    ['of a vendor that is down', plain('', 503), 'unavailable'],
  ])('%s', (_what, answer, expected, query = ONE) => {
    expect(said(alphaVantageOutcome(answer, (body) => alphaVantageQuote(body, query)))).toBe(expected);
  });
});

describe('REALTIME_BULK_QUOTES of Alpha Vantage', () => {
  const row = (change: object) => {
    const { data, ...rest } = bulkBody(['ACME']);
    return json({ ...rest, data: data.map((one) => ({ ...one, ...change })) });
  };
  const SAMPLE = 'This is a premium endpoint. ***THE SAMPLE DATA SCHEMA BELOW IS ARTIFICIAL***';

  it.each<[string, VendorAnswer, string]>([
    ['are those of all', json(bulkBody(['ACME', 'BETA'])), 'ACME 101.5 -118.75, BETA 102.5 -178.75'],
    ['leave out what is not known', json(bulkBody(['BETA'])), 'BETA 101.5 -118.75'],
    ['leave out one bad row', json(bulkBody(['ACME', 'OTHER'])), 'ACME 101.5 -118.75'],
    ['say so without a message', json({ data: bulkBody(['ACME']).data }), 'ACME 101.5 -118.75'],
    ['of none are of none', json(bulkBody([])), ''],
    ['of one symbol twice are the first', json(bulkBody(['ACME', 'ACME'])), 'ACME 101.5 -118.75'],
    ['that are a sample are no data', json(bulkBody(['ACME'], SAMPLE)), 'entitlement endpoint'],
    ['after hours are those of the close', row({ timestamp: '2024-07-02 16:01:00' }), 'ACME 101.5 0'],
    [
      'before hours are those of the close before',
      row({ timestamp: '2024-07-02 08:00:00.5' }),
      'ACME 101.5 -86400',
    ],
    ['of a time to come', row({ timestamp: '2024-07-05 10:00:00' }), 'malformed'],
    ['of a time that is none', row({ timestamp: '2024-07-02 15:58:61' }), 'malformed'],
    ['of a date alone', row({ timestamp: '2024-07-02' }), 'malformed'],
    ['without a price', row({ close: null }), 'malformed'],
    ['of nothing', row({ close: '0' }), 'malformed'],
    ['of mostly others', json(bulkBody(['ACME', 'X', 'Y'])), 'malformed'],
    ['of rows that are none', json({ data: [null, 'ACME'] }), 'malformed'],
    ['that are no list', json({ ...bulkBody(['ACME']), data: {} }), 'malformed'],
    ['whose message is no text', json({ ...bulkBody(['ACME']), message: 7 }), 'malformed'],
    ['that are cut off', cut(json(bulkBody(['ACME']))), 'malformed'],
  ])('%s', (_what, answer, expected) => {
    expect(said(alphaVantageOutcome(answer, (body) => alphaVantageBulk(body, TWO)))).toBe(expected);
  });
});

describe('quotes of Financial Modeling Prep', () => {
  const row = (change: object) => json(fmpQuoteBody(['ACME'], SECONDS).map((one) => ({ ...one, ...change })));

  it.each<[string, VendorAnswer, string]>([
    ['are those of all', json(fmpQuoteBody(['ACME', 'BETA'], SECONDS)), 'ACME 101.5 -1860, BETA 102.5 -1861'],
    ['leave out what is not known', json(fmpQuoteBody(['BETA'], SECONDS)), 'BETA 101.5 -1860'],
    ['of nobody are of an unknown symbol', json([]), 'unknownSymbol'],
    ['of another symbol', row({ symbol: 'OTHER' }), 'malformed'],
    ['without a time, as the short ones', row({ timestamp: undefined }), 'malformed'],
    ['of a time in milliseconds', row({ timestamp: NOW }), 'malformed'],
    ['of a time that is text', row({ timestamp: '2024-07-02' }), 'malformed'],
    ['of no time', row({ timestamp: 0 }), 'malformed'],
    ['without a price', row({ price: null }), 'malformed'],
    ['of less than nothing', row({ price: -1 }), 'malformed'],
    ['that are an object', json({ symbol: 'ACME', price: 1 }), 'malformed'],
    ['that are cut off', cut(json(fmpQuoteBody(['ACME'], SECONDS))), 'malformed'],
    ['of a path the plan lacks', plain('Restricted Endpoint: …', 402), 'entitlement endpoint'],
    [
      'of a symbol it lacks',
      plain("Premium Query Parameter: 'Special Endpoint …", 402),
      'entitlement symbol',
    ],
    ['of the old generation', json({ 'Error Message': 'Legacy Endpoint : …' }, 403), 'entitlement endpoint'],
    ['beyond a limit', json({ 'Error Message': 'Limit Reach .' }, 429), 'rateLimited minute'],
    ['with a bad key', json({ 'Error Message': 'Invalid API KEY.' }, 401), 'auth'],
    ['of a bad path', plain('<html>', 404, 'text/html'), 'malformed'],
  ])('%s', (_what, answer, expected) => {
    expect(said(fmpOutcome(answer, (body) => fmpPrices(body, TWO)))).toBe(expected);
  });
});

describe('quotes that stand later than our clock', () => {
  const answer = json(fmpQuoteBody(['ACME'], SECONDS));
  const at = (asOf: number, latest?: number) =>
    said(
      fmpOutcome(answer, (body) =>
        fmpPrices(body, { symbols: ['ACME'], now: asOf, ...(latest !== undefined && { latest }) }),
      ),
    );
  const AS_OF = SECONDS * 1_000;

  it.each([
    ['by two minutes are quotes', 2 * MINUTE_MS, undefined, 'ACME 101.5 -1860'],
    ['by more are none', 2 * MINUTE_MS + 1, undefined, 'malformed'],
    ['by more are quotes where ours is behind', 10 * MINUTE_MS, 0, 'ACME 101.5 -1860'],
    [
      'by more are none where they are later than the vendor as well',
      10 * MINUTE_MS,
      3 * MINUTE_MS,
      'malformed',
    ],
  ])('%s', (_what, behindMs, vendorBehindMs, expected) => {
    const latest = vendorBehindMs === undefined ? undefined : AS_OF - vendorBehindMs;
    expect(at(AS_OF - behindMs, latest)).toBe(expected);
  });
});

describe('the price in a chart of Yahoo', () => {
  it.each<[string, VendorAnswer, string]>([
    ['stands as of its own time', json(yahooQuoteBody(SECONDS)), 'ACME 101.5 -1860'],
    [
      'that has none is of no quote',
      json(yahooQuoteBody(SECONDS, { regularMarketPrice: undefined, regularMarketTime: undefined })),
      'unknownSymbol',
    ],
    ['without a time', json(yahooQuoteBody(SECONDS, { regularMarketTime: undefined })), 'malformed'],
    ['that is null', json(yahooQuoteBody(SECONDS, { regularMarketPrice: null })), 'malformed'],
    ['of a time to come', json(yahooQuoteBody(SECONDS, { regularMarketTime: SECONDS + 300 })), 'malformed'],
    ['of another symbol', json(yahooQuoteBody(SECONDS, { symbol: 'OTHER' })), 'malformed'],
    [
      'of an unknown symbol',
      json({ chart: { result: null, error: { code: 'Not Found' } } }, 404),
      'unknownSymbol',
    ],
    ['of something else', json({ finance: {} }), 'malformed'],
    ['beyond a limit', plain('Too Many Requests', 429), 'rateLimited minute'],
  ])('%s', (_what, answer, expected) => {
    expect(said(yahooOutcome(answer, (body) => yahooPrice(body, ONE)))).toBe(expected);
  });
});
