import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { median, quantile } from 'simple-statistics';
import { gatheredMetrics } from '../../lib/adapters/gatheredMetrics';
import { systemClock } from '../../lib/adapters/system/systemClock';
import type { Deps } from '../../lib/app/deps';
import { createRule, removeRule } from '../../lib/app/rules';
import type { HttpFunction } from '../support/doorHandlers';
import { httpHandlers } from '../support/doorHandlers';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { servedWorld } from '../support/servedWorld';

/**
 * How long requests of one route took: the p99 of the quietest round, of the one in the middle, and of the requests of
 * all rounds together.
 */
export type InFlight = {
  readonly kind: 'read' | 'write';
  readonly route: string;
  readonly quietestP99Ms: number;
  readonly usualP99Ms: number;
  readonly allP99Ms: number;
};

const IN_FLIGHT = 50;
const ROUNDS = 100;
/** Rounds before that are not counted: the code is not yet compiled. */
const WARM_UP_ROUNDS = 40;
const REQUESTS = 250;
/** Rules that stand while others are written: a full page. */
const RULES = 20;

/** A route as it is asked: what is prepared for a round is not timed. */
type Trial = Pick<InFlight, 'kind' | 'route'> & {
  readonly door: HttpFunction;
  prepare(): Promise<readonly RequestParts[]>;
};

type Ask = (door: HttpFunction, event: APIGatewayProxyEventV2) => Promise<void>;

const ruleBody = (level: number) => ({
  dsl: '1',
  name: `Above ${level}`,
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when: { op: 'crosses_up', left: 'close', right: level },
});

const each = <Made>(make: (place: number) => Made): Made[] =>
  Array.from({ length: REQUESTS }, (_, place) => make(place));

const readOf = (door: HttpFunction, route: string, parts: RequestParts): Trial => ({
  kind: 'read',
  door,
  route,
  prepare: async () => each(() => parts),
});

/** Every read with what it is asked. */
const readsOf = (ids: Readonly<Record<string, string>>): readonly Trial[] => [
  readOf('health', 'GET /health', {}),
  readOf('openapi', 'GET /openapi.json', {}),
  readOf('metrics', 'GET /metrics', {}),
  readOf('rules', 'GET /v1/rules', {}),
  readOf('rules', 'GET /v1/rules/{id}', { params: { id: ids['rule']! } }),
  readOf('alerts', 'GET /v1/alerts', {}),
  readOf('alerts', 'GET /v1/alerts/{id}', { params: { id: ids['alert']! } }),
  readOf('models', 'GET /v1/models', {}),
  readOf('watchlists', 'GET /v1/watchlists', {}),
  readOf('watchlists', 'GET /v1/watchlists/{id}', { params: { id: ids['watchlist']! } }),
  readOf('subscriptions', 'GET /v1/subscriptions', {}),
  readOf('bars', 'GET /v1/quotes/{symbol}', { params: { symbol: '^GSPC' } }),
  readOf('bars', 'GET /v1/bars/{symbol}', { params: { symbol: '^GSPC' }, query: { limit: '20' } }),
  readOf('calendar', 'GET /v1/calendar', { query: { from: '2008-08-01', to: '2008-08-31' } }),
  readOf('keys', 'GET /v1/keys', {}),
  readOf('train', 'GET /v1/train/{jobId}', { params: { jobId: ids['job']! } }),
];

/** Every write of a rule, each on rules that no other request of its round writes. */
function writesOf(deps: Deps, kept: ReadonlySet<string>): readonly Trial[] {
  const clear = async () => {
    const { items } = await deps.rules.list('local', 2 * REQUESTS);
    for (const { tenant, id, version } of items)
      if (!kept.has(id)) await removeRule(deps, { tenant, id, expectedVersion: version });
  };
  const fresh = async () => {
    await clear();
    const ids: string[] = [];
    for (const level of each((place) => 5_000 + place))
      ids.push((await createRule(deps, { tenant: 'local', body: ruleBody(level) })).stored.id);
    return ids;
  };
  const headers = { 'if-match': '1' };
  return [
    {
      kind: 'write',
      door: 'rules',
      route: 'POST /v1/rules',
      async prepare() {
        await clear();
        return each((place) => ({ body: ruleBody(5_000 + place) }));
      },
    },
    {
      kind: 'write',
      door: 'rules',
      route: 'PUT /v1/rules/{id}',
      async prepare() {
        return (await fresh()).map((id) => ({ params: { id }, body: ruleBody(6_000), headers }));
      },
    },
    {
      kind: 'write',
      door: 'rules',
      route: 'DELETE /v1/rules/{id}',
      async prepare() {
        return (await fresh()).map((id) => ({ params: { id }, headers }));
      },
    },
  ];
}

/** Asks so many requests at once until all are answered; how long each took. */
async function round(ask: Ask, { door, route, prepare }: Trial): Promise<readonly number[]> {
  const events = (await prepare()).map((parts) => httpEvent(route, parts));
  const millis: number[] = [];
  const lane = async () => {
    for (let event = events.pop(); event; event = events.pop()) {
      const began = performance.now();
      await ask(door, event);
      millis.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return millis;
}

const p99 = (millis: readonly number[]): number => quantile([...millis], 0.99);

async function measured(ask: Ask, trial: Trial): Promise<InFlight> {
  for (let count = 0; count < WARM_UP_ROUNDS; count += 1) await round(ask, trial);
  const rounds: (readonly number[])[] = [];
  while (rounds.length < ROUNDS) rounds.push(await round(ask, trial));
  const p99s = rounds.map(p99);
  return {
    kind: trial.kind,
    route: trial.route,
    quietestP99Ms: Math.min(...p99s),
    usualP99Ms: median(p99s),
    allP99Ms: p99(rounds.flat()),
  };
}

/** Counts go to the counters in memory as those of a deployed door go to its table: every five seconds. */
const countedNowAndThen = ({ counters, log }: Pick<Deps, 'counters' | 'log'>) =>
  gatheredMetrics({
    emit: () => undefined,
    totals: { store: counters, everyMs: 5_000, waitMs: 250 },
    clock: systemClock(),
    log,
  });

/** Asks the real doors, composed with memory adapters, and tells how long requests of each route took. */
async function main(): Promise<void> {
  const { deps: served, ids } = await servedWorld();
  const deps = { ...served, metrics: countedNowAndThen(served) };
  for (let level = 1; level < RULES; level += 1)
    await createRule(deps, { tenant: 'local', body: ruleBody(level) });
  const kept = new Set((await deps.rules.list('local', RULES)).items.map(({ id }) => id));
  const doors = httpHandlers(deps);
  const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 } as Context;
  const ask: Ask = async (door, event) => {
    const { statusCode, body } = await doors[door](event, context);
    if (statusCode === undefined || statusCode >= 300)
      throw new Error(`${event.routeKey} answered ${statusCode}: ${body}`);
  };
  const all: InFlight[] = [];
  for (const trial of [...readsOf(ids), ...writesOf(deps, kept)]) all.push(await measured(ask, trial));
  process.stdout.write(JSON.stringify(all));
}

void main();
