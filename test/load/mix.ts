import type { Found, Journey, Step } from './journey';
import { asked } from './journey';

const SYMBOL = '%5EGSPC';

const ruleBody = (level: number) => () => ({
  dsl: '1',
  name: `Load: above ${level}`,
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when: { op: 'crosses_up', left: 'close', right: level },
});

const below =
  (folder: string, ending = '') =>
  ({ id }: Readonly<Found>) =>
    id === undefined ? undefined : `${folder}/${id}${ending}`;

const atVersion = ({ version = '' }: Readonly<Found>) => ({ 'if-match': version });

const versioned = ({ id, version }: { id: string; version: number }): Found => ({
  id,
  version: String(version),
});

const posted = (route: string, body: () => object): Journey => {
  const journey = asked(route, 1);
  return { ...journey, steps: journey.steps.map((step) => ({ ...step, body })) };
};

/** Whatever is made is deleted again: a tenant has room for 500 rules and 50 watchlists. */
const ruleSteps: readonly Step[] = [
  { route: 'POST /v1/rules', path: () => '/v1/rules', body: ruleBody(5_000), keep: versioned },
  { route: 'GET /v1/rules/{id}', path: below('/v1/rules') },
  {
    route: 'PUT /v1/rules/{id}',
    path: below('/v1/rules'),
    body: ruleBody(6_000),
    headers: atVersion,
    keep: versioned,
  },
  { route: 'DELETE /v1/rules/{id}', path: below('/v1/rules'), headers: atVersion },
];

const watchlistSteps: readonly Step[] = [
  {
    route: 'POST /v1/watchlists',
    path: () => '/v1/watchlists',
    body: () => ({ name: 'Load', symbols: ['^GSPC'] }),
    keep: versioned,
  },
  { route: 'GET /v1/watchlists', path: () => '/v1/watchlists' },
  { route: 'DELETE /v1/watchlists/{id}', path: below('/v1/watchlists'), headers: atVersion },
];

const alertSteps: readonly Step[] = [
  {
    route: 'GET /v1/alerts',
    path: () => '/v1/alerts?limit=20',
    keep: ({ items }: { items: readonly { id: string }[] }): Found => {
      const one = items[Math.floor(items.length * Math.random())];
      return one === undefined ? {} : { id: one.id };
    },
  },
  { route: 'GET /v1/alerts/{id}', path: below('/v1/alerts') },
  { route: 'POST /v1/alerts/{id}/ack', path: below('/v1/alerts', '/ack') },
];

/**
 * The load, 56 requests a second: what readers, a few editors of rules and a watcher of health do in a busy
 * minute. It stays below the 200 a second that the local stack allows a key. Training is left out: it runs on
 * its queue, and takes the one processor of all functions from those who are measured.
 */
export const MIX: readonly Journey[] = [
  asked('GET /health', 3),
  asked('GET /ready', 1),
  asked('GET /metrics', 1),
  asked('GET /openapi.json', 1),
  asked('GET /v1/rules', 6),
  asked('GET /v1/bars/{symbol}', 6, `/v1/bars/${SYMBOL}?limit=100`),
  asked('GET /v1/quotes/{symbol}', 6, `/v1/quotes/${SYMBOL}`),
  asked('GET /v1/calendar', 4, '/v1/calendar?from=2008-08-01&to=2008-12-31'),
  asked('GET /v1/models', 4),
  asked('GET /v1/subscriptions', 2),
  posted('POST /v1/predict', () => ({ symbol: '^GSPC', levels: [1_200, 1_300] })),
  posted('POST /v1/alert', () => ({ symbol: '^GSPC' })),
  { name: 'a life of a rule', perSecond: 8, steps: ruleSteps },
  { name: 'a life of a watchlist', perSecond: 3, steps: watchlistSteps },
  { name: 'alerts read and acknowledged', perSecond: 9, steps: alertSteps },
];
