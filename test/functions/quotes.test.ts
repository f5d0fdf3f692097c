import { sessionOn } from '../../lib/market/calendar/sessionOn';
import { Problem } from '../../lib/problems';
import type { Deps } from '../../lib/app/deps';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

const ROUTE = 'GET /v1/quotes/{symbol}';
const AS_OF = '2008-09-15T20:00:00.000Z';

const quoteOf = async (deps: Deps, query: Readonly<Record<string, string>> = {}) => {
  const event = httpEvent(ROUTE, { params: { symbol: '^GSPC' }, query });
  const answer = await httpHandlers(deps).bars(event, lambdaContext);
  const body = bodyOf(answer);
  expect(mismatches(ROUTE, answer.statusCode ?? 0, body)).toEqual([]);
  return { status: answer.statusCode, data: body.data, error: body.error };
};

test('a quote is the last close, and the last bar says the same', async () => {
  const { deps } = await servedWorld();
  const bars = await httpHandlers(deps).bars(
    httpEvent('GET /v1/bars/{symbol}', { params: { symbol: '^GSPC' }, query: { limit: '1' } }),
    lambdaContext,
  );
  const [last] = bodyOf(bars).data.items;
  expect(await quoteOf(deps)).toEqual({
    status: 200,
    data: { symbol: '^GSPC', price: last.close, asOf: AS_OF, source: 'memory', stale: false },
    error: undefined,
  });
  expect(last.closedAt).toBe(AS_OF);
});

test('a quote that may not be the last price says why, and is an answer all the same', async () => {
  const { deps, marketClock } = await servedWorld();
  const failing = { bars: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'Not now.')) };
  const down = await quoteOf({ ...deps, marketData: failing });
  expect(down).toMatchObject({
    status: 200,
    data: { asOf: AS_OF, stale: true, staleReason: 'sourceFailed' },
  });
  marketClock.set(sessionOn('2008-09-22')!.closeAt);
  expect(await quoteOf(deps)).toMatchObject({
    status: 200,
    data: { asOf: '2008-09-19T20:00:00.000Z', stale: true, staleReason: 'newerBarMissing' },
  });
});

test('a quote of a live source is served where it is newer than the last bar, and is not asked for beside an interval', async () => {
  const { deps } = await servedWorld();
  const { price } = (await quoteOf(deps)).data;
  const asOf = Date.parse(AS_OF) + 1_500;
  const live = { symbol: '^GSPC', price: 1.01 * price, asOf, source: 'fmp' };
  const quoting = { ...deps, liveQuotes: { quotes: async () => [live] } };
  expect(await quoteOf(quoting)).toMatchObject({
    status: 200,
    data: { ...live, asOf: '2008-09-15T20:00:01.500Z', stale: false },
  });
  expect(await quoteOf(quoting, { interval: '1d' })).toMatchObject({
    data: { asOf: AS_OF, source: 'memory' },
  });
});

test('a live quote that is too far away to be believed leaves the last close, which says so', async () => {
  const { deps } = await servedWorld();
  const { data } = await quoteOf(deps);
  const live = { symbol: '^GSPC', price: 0.1 * data.price, asOf: Date.parse(AS_OF) + 1_500, source: 'fmp' };
  const quoting = { ...deps, liveQuotes: { quotes: async () => [live] } };
  expect(await quoteOf(quoting)).toMatchObject({
    status: 200,
    data: { ...data, stale: true, staleReason: 'unconfirmed' },
  });
});

test('bars that are served in an outage say so', async () => {
  const { deps } = await servedWorld();
  const pageOf = async (marketData = deps.marketData) => {
    const { bars } = httpHandlers({ ...deps, marketData });
    const event = httpEvent('GET /v1/bars/{symbol}', { params: { symbol: '^GSPC' }, query: { limit: '2' } });
    const { data } = bodyOf(await bars(event, lambdaContext));
    return { ...data, items: data.items.length };
  };
  expect(await pageOf()).toEqual({ items: 2, nextCursor: null });
  const failing = { bars: () => Promise.reject(new Problem('MARKET_UNAVAILABLE', 'Not now.')) };
  expect(await pageOf(failing)).toEqual({
    items: 2,
    nextCursor: null,
    stale: true,
    staleReason: 'sourceFailed',
  });
});

test('a symbol has quotes of the interval it has bars of', async () => {
  const { deps } = await servedWorld();
  const { status, error } = await quoteOf(deps, { interval: '5min' });
  expect([status, error.code]).toEqual([404, 'SYMBOL_UNKNOWN']);
});
