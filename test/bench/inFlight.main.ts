import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { median, quantile } from 'simple-statistics';
import { createRule } from '../../lib/app/rules';
import type { HttpFunction } from '../support/doorHandlers';
import { httpHandlers } from '../support/doorHandlers';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { servedWorld } from '../support/servedWorld';

/** How long requests of one route took: the p99 of the quietest round, and of the one in the middle. */
export type InFlight = { readonly kind: 'read' | 'write'; readonly route: string } & Rounds;

type Rounds = { readonly quietestP99Ms: number; readonly usualP99Ms: number };

const IN_FLIGHT = 50;
const ROUNDS = 100;
/** Rounds before that are not counted: the code is not yet compiled. */
const WARM_UP_ROUNDS = 40;
const TURNS = 5;
const RULES = 20;

type Ask = (
  door: HttpFunction,
  event: APIGatewayProxyEventV2,
) => Promise<{ status: number | undefined; body: string }>;

/** Does one turn and adds how long each of its requests took, by route. */
type Turn = (took: Map<string, number[]>) => Promise<void>;

const ruleBody = (level: number) => ({
  dsl: '1',
  name: `Above ${level}`,
  targets: { symbols: ['^GSPC'] },
  interval: '1d',
  when: { op: 'crosses_up', left: 'close', right: level },
});

async function timed(
  took: Map<string, number[]>,
  route: string,
  request: () => ReturnType<Ask>,
): Promise<string> {
  const began = performance.now();
  const { status, body } = await request();
  const ms = performance.now() - began;
  if (status === undefined || status >= 300) throw new Error(`${route} answered ${status}: ${body}`);
  const millis = took.get(route) ?? [];
  millis.push(ms);
  took.set(route, millis);
  return body;
}

/** Every read with what it is asked; lists are full pages of the usual 20. */
const readsOf = (ids: Readonly<Record<string, string>>): readonly [HttpFunction, string, RequestParts][] => [
  ['health', 'GET /health', {}],
  ['openapi', 'GET /openapi.json', {}],
  ['metrics', 'GET /metrics', {}],
  ['rules', 'GET /v1/rules', {}],
  ['rules', 'GET /v1/rules/{id}', { params: { id: ids['rule']! } }],
  ['alerts', 'GET /v1/alerts', {}],
  ['alerts', 'GET /v1/alerts/{id}', { params: { id: ids['alert']! } }],
  ['models', 'GET /v1/models', {}],
  ['watchlists', 'GET /v1/watchlists', {}],
  ['watchlists', 'GET /v1/watchlists/{id}', { params: { id: ids['watchlist']! } }],
  ['subscriptions', 'GET /v1/subscriptions', {}],
  ['bars', 'GET /v1/quotes/{symbol}', { params: { symbol: '^GSPC' } }],
  ['bars', 'GET /v1/bars/{symbol}', { params: { symbol: '^GSPC' }, query: { limit: '20' } }],
  ['calendar', 'GET /v1/calendar', { query: { from: '2008-08-01', to: '2008-08-31' } }],
  ['keys', 'GET /v1/keys', {}],
  ['train', 'GET /v1/train/{jobId}', { params: { jobId: ids['job']! } }],
];

const lifeOfARule =
  (ask: Ask): Turn =>
  async (took) => {
    const write = (route: string, parts: RequestParts) =>
      timed(took, route, () => ask('rules', httpEvent(route, parts)));
    const created = await write('POST /v1/rules', { body: ruleBody(5_000) });
    const { id } = (JSON.parse(created) as { data: { id: string } }).data;
    await write('PUT /v1/rules/{id}', {
      params: { id },
      body: ruleBody(6_000),
      headers: { 'if-match': '1' },
    });
    await write('DELETE /v1/rules/{id}', { params: { id }, headers: { 'if-match': '2' } });
  };

/** Keeps so many turns in flight for one round. */
async function round(turn: Turn): Promise<ReadonlyMap<string, readonly number[]>> {
  const took = new Map<string, number[]>();
  const lane = async () => {
    for (let count = 0; count < TURNS; count += 1) await turn(took);
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  return took;
}

/** The p99 of many rounds, by route: in the quietest, whatever else the machine does has not come on top of the work. */
async function measured(turn: Turn): Promise<ReadonlyMap<string, Rounds>> {
  const p99s = new Map<string, number[]>();
  for (let count = 0; count < WARM_UP_ROUNDS; count += 1) await round(turn);
  for (let count = 0; count < ROUNDS; count += 1) {
    for (const [route, millis] of await round(turn)) {
      const known = p99s.get(route) ?? [];
      known.push(quantile([...millis], 0.99));
      p99s.set(route, known);
    }
  }
  return new Map(
    [...p99s].map(([route, all]) => [route, { quietestP99Ms: Math.min(...all), usualP99Ms: median(all) }]),
  );
}

/** Asks the real doors, composed with memory adapters, and tells how long each kind of request took. */
async function main(): Promise<void> {
  const { deps, ids } = await servedWorld();
  const doors = httpHandlers(deps);
  for (let level = 1; level < RULES; level += 1)
    await createRule(deps, { tenant: 'local', body: ruleBody(level) });
  const context = { awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 } as Context;
  const ask: Ask = async (door, event) => {
    const { statusCode, body = '' } = await doors[door](event, context);
    return { status: statusCode, body };
  };
  const all: InFlight[] = [];
  const add = (kind: InFlight['kind'], times: ReadonlyMap<string, Rounds>) =>
    all.push(...[...times].map(([route, rounds]) => ({ kind, route, ...rounds })));
  for (const [door, route, parts] of readsOf(ids)) {
    const event = httpEvent(route, parts);
    add('read', await measured(async (took) => void (await timed(took, route, () => ask(door, event)))));
  }
  add('write', await measured(lifeOfARule(ask)));
  process.stdout.write(JSON.stringify(all));
}

void main();
