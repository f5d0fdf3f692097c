import { createHash } from 'node:crypto';
import type { RouteContract } from '../../lib/entry/contract/routeContract';
import { ROUTES } from '../../lib/entry/contract/routes';
import type { HttpAnswer } from '../../lib/entry/http/answers';
import { routeKeysOf } from '../../lib/entry/http/matchRoute';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import { alertOf } from './alertRecords';
import type { HttpFunction } from './doorHandlers';
import { bodyOf, HTTP_FUNCTIONS, httpHandlers, lambdaContext } from './doorHandlers';
import type { RequestParts } from './httpEvent';
import { httpEvent } from './httpEvent';
import { walkBars, WALL_START, world } from './world';

/** One is the beginning of the other, so that what is compared by its beginning is found out. */
export const TENANTS = ['local', 'local-2'] as const;

export type Tenant = (typeof TENANTS)[number];

export const otherThan = (tenant: Tenant): Tenant => (tenant === 'local' ? 'local-2' : 'local');

export const KINDS = ['rule', 'watchlist', 'subscription', 'alert', 'job', 'key'] as const;

export type Kind = (typeof KINDS)[number];

export type Answer = { readonly answer: HttpAnswer; readonly said: string };

const BARS = {
  '^GSPC': walkBars('2007-12-01', '2008-09-12', 3),
  SPY: walkBars('2007-12-01', '2008-09-12', 4),
};

const functions = new Map<string, HttpFunction>(
  Object.entries(HTTP_FUNCTIONS).flatMap(([name, bindings]) =>
    bindings.flatMap(({ contract }) =>
      routeKeysOf(contract).map((key) => [key, name as HttpFunction] as const),
    ),
  ),
);

const contractOf = (operationId: string): RouteContract => {
  const found = ROUTES.find((route) => route.operationId === operationId);
  if (found === undefined) throw new Error(`there is no operation ${operationId}`);
  return found;
};

const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** An installation with two tenants, each with a key and an alert; `words` are what each writes into whatever it can. */
export async function twoTenants(words: Readonly<Record<Tenant, string>>) {
  const { deps, stores, marketClock } = world({ bars: BARS, marketNow: sessionOn('2008-09-11')!.closeAt });
  const handlers = httpHandlers(deps);
  const ids = Object.fromEntries(
    TENANTS.map((tenant) => [tenant, Object.fromEntries(KINDS.map((kind) => [kind, [] as string[]]))]),
  ) as Record<Tenant, Record<Kind, string[]>>;

  for (const tenant of TENANTS) {
    const key = { id: `desk-of-${words[tenant]}`, tenant, name: words[tenant], createdAt: WALL_START };
    await stores.keys.put({ ...key, scopes: ['admin'], secretHash: secretHash(words[tenant]) });
    const alert = alertOf({
      tenant,
      id: `alert-of-${words[tenant]}`,
      ruleName: words[tenant],
      ruleId: `rule-of-${words[tenant]}`,
    });
    await stores.alerts.record(alert, undefined);
    ids[tenant].alert.push(alert.id);
    ids[tenant].key.push(key.id);
  }

  /** An answer to a tenant, with everything of it as one text. */
  const ask = async (tenant: Tenant, operationId: string, parts: RequestParts = {}): Promise<Answer> => {
    const route = routeKeysOf(contractOf(operationId))[0] ?? '';
    const word = words[tenant];
    const headers = { ...parts.headers, authorization: `Bearer desk-of-${word}.${word}` };
    const handler = handlers[functions.get(route) ?? 'notFound'];
    const answer = await handler(httpEvent(route, { ...parts, headers }), lambdaContext);
    return { answer, said: JSON.stringify(answer) };
  };

  /** As `ask`, and keeps the id of what was made. */
  const make = async (tenant: Tenant, kind: Kind, operationId: string, parts: RequestParts) => {
    const made = await ask(tenant, operationId, parts);
    const { id, jobId } = bodyOf(made.answer)?.data ?? {};
    const isNew = made.answer.statusCode === 201 || made.answer.statusCode === 202;
    if (isNew && !ids[tenant][kind].includes(id ?? jobId)) ids[tenant][kind].push(id ?? jobId);
    return made;
  };

  return { ask, make, ids, words, marketClock };
}

export type TwoTenants = Awaited<ReturnType<typeof twoTenants>>;

export const ruleBody = (word: string, targets: object = { symbols: ['^GSPC'] }) => ({
  dsl: '1',
  name: word,
  targets,
  interval: '1d',
  when: { op: '>', left: 'close', right: 1 },
  labels: { [word]: word },
});

export const watchlistBody = (word: string) => ({ name: word, symbols: ['^GSPC', 'SPY'] });

type Asked = { readonly operationId: string; readonly parts: RequestParts };

const byId = (operationId: string, more: RequestParts = {}, param = 'id') => ({
  operationId,
  parts: (id: string): RequestParts => ({ ...more, params: { [param]: id } }),
});

/** Every way to name an object by its id, by what the object is; `word` is written into what is sent. */
export function waysToName(kind: Kind, id: string, word: string): readonly Asked[] {
  const version = { headers: { 'if-match': '1' } };
  const ways = {
    rule: [
      byId('getRule'),
      byId('replaceRule', { ...version, body: ruleBody(word) }),
      byId('deleteRule', version),
      byId('pauseRule'),
      byId('resumeRule'),
      { operationId: 'listAlerts', parts: (ruleId: string) => ({ query: { ruleId } }) },
    ],
    watchlist: [
      byId('getWatchlist'),
      byId('replaceWatchlist', { body: watchlistBody(word) }),
      byId('replaceWatchlist', { ...version, body: watchlistBody(word) }),
      byId('deleteWatchlist'),
      byId('deleteWatchlist', version),
      {
        operationId: 'createRule',
        parts: (watchlist: string) => ({ body: ruleBody(word, { watchlist }) }),
      },
    ],
    subscription: [byId('getSubscription'), byId('deleteSubscription'), byId('testSubscription')],
    alert: [byId('getAlert'), byId('acknowledgeAlert')],
    job: [byId('getTrainingJob', {}, 'jobId')],
    key: [byId('deleteKey')],
  } satisfies Record<Kind, readonly { operationId: string; parts: (id: string) => RequestParts }[]>;
  return ways[kind].map(({ operationId, parts }) => ({ operationId, parts: parts(id) }));
}

/** How its owner sees an object of that kind. */
export const VIEWS: Readonly<Record<Kind, string>> = {
  rule: 'getRule',
  watchlist: 'getWatchlist',
  subscription: 'getSubscription',
  alert: 'getAlert',
  job: 'getTrainingJob',
  key: 'listKeys',
};
