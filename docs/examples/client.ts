/**
 * The main path through the API by a client whose types are generated from its document: `npm run client` makes
 * them, `npx tsx docs/examples/client.ts` runs this against the local stack. Prints what it found as JSON.
 */
import createClient from 'openapi-fetch';
import type { paths } from '../../dist/client/api';

const { API = 'http://127.0.0.1:4100', API_KEY = 'local' } = process.env;

const clientWith = (key: string) =>
  createClient<paths>({ baseUrl: API, headers: { authorization: `Bearer ${key}` } });

/** What stands under `data` of a success; a problem is thrown whole. */
function found<Data>(answer: { data?: { data: Data }; error?: unknown }): Data {
  if (answer.data !== undefined) return answer.data.data;
  throw new Error(JSON.stringify(answer.error));
}

async function main(): Promise<void> {
  const api = clientWith(API_KEY);
  const health = found(await api.GET('/health'));
  const forecast = found(
    await api.POST('/v1/predict', {
      body: { symbol: '^GSPC', interval: '1d', horizon: '1d', levels: [1300] },
    }),
  );
  const bars = found(
    await api.GET('/v1/bars/{symbol}', { params: { path: { symbol: '^GSPC' }, query: { limit: 2 } } }),
  );
  const quote = found(await api.GET('/v1/quotes/{symbol}', { params: { path: { symbol: '^GSPC' } } }));
  const sessions = found(
    await api.GET('/v1/calendar', { params: { query: { from: '2008-11-28', to: '2008-11-28' } } }),
  );

  const watchlist = found(
    await api.POST('/v1/watchlists', { body: { name: 'Indices', symbols: ['^GSPC'] } }),
  );
  const rule = found(
    await api.POST('/v1/rules', {
      body: {
        dsl: '1',
        name: 'every bar',
        targets: { watchlist: watchlist.id },
        interval: '1d',
        when: { op: '>', left: 'close', right: 1 },
        trigger: { frequency: 'bar_close' },
      },
    }),
  );
  const paused = found(await api.POST('/v1/rules/{id}/pause', { params: { path: { id: rule.id } } }));
  const resumed = found(await api.POST('/v1/rules/{id}/resume', { params: { path: { id: rule.id } } }));
  const alerts = found(await api.GET('/v1/alerts', { params: { query: { limit: 5 } } }));

  const key = found(await api.POST('/v1/keys', { body: { name: 'reader', scopes: ['read'] } }));
  const reader = clientWith(key.secret);
  const seenByReader = found(await reader.GET('/v1/rules/{id}', { params: { path: { id: rule.id } } }));
  const refused = await reader.POST('/v1/watchlists', { body: { name: 'Mine', symbols: ['^GSPC'] } });
  await api.DELETE('/v1/keys/{id}', { params: { path: { id: key.id } } });
  const revoked = await reader.GET('/v1/rules');
  const gone = await api.DELETE('/v1/rules/{id}', {
    params: { path: { id: rule.id }, header: { 'If-Match': String(resumed.version) } },
  });
  await api.DELETE('/v1/watchlists/{id}', { params: { path: { id: watchlist.id } } });

  console.log(
    JSON.stringify({
      health: health.status,
      touched: forecast.touch.map(({ level }) => level),
      bars: bars.items.length,
      quoted: quote.symbol,
      earlyCloses: sessions.items.filter(({ earlyClose }) => earlyClose).map(({ session }) => session),
      paused: [paused.paused, resumed.paused],
      alerts: alerts.items.map(({ why }) => why.code),
      readerSees: seenByReader.rule.name,
      readerMayNot: refused.error?.error.code,
      revokedIs: revoked.error?.error.code,
      deleted: gone.response.status,
    }),
  );
}

void main();
