import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ResponseContract, RouteContract } from '../../lib/entry/contract/routeContract';
import { ROUTES } from '../../lib/entry/contract/routes';
import type { HttpAnswer } from '../../lib/entry/http/answers';
import { routeKeysOf } from '../../lib/entry/http/matchRoute';
import { changedRequest, changesOf } from '../support/arbitraryRequests';
import { oddText } from '../support/arbitraryJson';
import { functionOf } from '../support/authzMatrix';
import { AUTHZ_ROWS } from '../support/authzRows';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

// Thousands of requests a test: a busy machine needs more than the usual five seconds.
jest.setTimeout(120_000);

const REQUESTS = 1_000;
const SEED = 20_081_112;
const MOST_CHARACTERS = 200_000;

/** What the contract promises of a status of a route; undefined for its problems. */
const responseOf = (route: string, status: number): ResponseContract | undefined =>
  ROUTES.find((contract) => routeKeysOf(contract).includes(route))?.responses[status];

/** A page or a part of it: what it is, and that browsers take it for nothing else. */
function requireFile({ headers = {} }: HttpAnswer, types: readonly string[], said: string): void {
  assert.equal(headers['x-content-type-options'], 'nosniff', said);
  assert.equal(headers['referrer-policy'], 'no-referrer', said);
  assert.ok(types.includes(String(headers['content-type']).replace(/;.*/, '')), said);
}

const judged = new Set<string>();

/** What every answer promises, whatever was asked; plain assertions, as each of Jest's takes longer than a request. */
function requirePromises(route: string, answer: HttpAnswer): void {
  const { statusCode = 0, body } = answer;
  const said = `${statusCode} ${body?.slice(0, 600)}`;
  assert.ok(statusCode >= 200 && statusCode < 500, said);
  const response = responseOf(route, statusCode);
  if (response?.file !== undefined) return requireFile(answer, response.file, said);
  requireHeaders(answer, said);
  const isEmpty = response !== undefined && response.data === undefined;
  return isEmpty ? assert.equal(body, undefined) : requireJson(route, answer, said);
}

function requireJson(route: string, answer: HttpAnswer, said: string): void {
  const { statusCode = 0, body = '' } = answer;
  // The document is long, and always the same.
  if (judged.has(body)) return;
  const json = bodyOf(answer);
  assert.deepEqual(mismatches(route, statusCode, json), [], said);
  if (route === 'GET /openapi.json' && statusCode === 200) judged.add(body);
  else requireEnvelope(json, said);
}

function requireHeaders({ statusCode, headers = {} }: HttpAnswer, said: string): void {
  assert.equal(headers['x-content-type-options'], 'nosniff', said);
  assert.equal(headers['referrer-policy'], 'no-referrer', said);
  if (statusCode !== 302) assert.equal(headers['cache-control'], 'no-store', said);
  if (statusCode !== 204 && statusCode !== 302)
    assert.equal(headers['content-type'], 'application/json; charset=utf-8', said);
  if (statusCode === 401) assert.match(String(headers['www-authenticate']), /^Bearer /, said);
  if (statusCode === 405) assert.match(String(headers.allow), /^[A-Z]+(, [A-Z]+)*$/, said);
  if (statusCode === 429) assert.match(String(headers['retry-after']), /^[1-9]\d*$/, said);
}

function requireEnvelope(json: ReturnType<typeof bodyOf>, said: string): void {
  assert.ok(JSON.stringify(json).length <= MOST_CHARACTERS, said);
  assert.equal(json.metadata.requestId, lambdaContext.awsRequestId, said);
  const { code, message = 'none', details } = json.error ?? {};
  assert.ok(message.length > 0 && message.length <= 2_000, said);
  if (code === 'INPUT_INVALID' || code === 'RULE_INVALID') requireDetails(details, said);
}

function requireDetails(details: readonly { path: unknown; message: unknown }[] | undefined, said: string) {
  assert.ok(details !== undefined && details.length > 0 && details.length <= 50, said);
  for (const { path, message } of details) {
    assert.equal(typeof path, 'string', said);
    assert.match(String(message), /\S/, said);
    assert.ok(String(message).length < 600, said);
  }
}

/** A served world, and after so many requests another: what is deleted or full would answer the same for ever. */
function renewedWorlds({ method, operationId }: RouteContract) {
  const requestsEach = method === 'GET' ? REQUESTS * 2 : 250;
  let count = 0;
  let current: ReturnType<typeof open> | undefined;
  const open = async () => {
    const { deps, ids } = await servedWorld();
    return { handlers: httpHandlers(deps), valid: AUTHZ_ROWS[operationId]?.request?.(ids) ?? {} };
  };
  return async () => {
    if (count % requestsEach === 0) {
      await lookAround(await current);
      current = open();
    }
    count += 1;
    return (current ??= open());
  };
}

type World = { readonly handlers: ReturnType<typeof httpHandlers> };

const LOOKS = ROUTES.filter(
  ({ path, method }) => method === 'GET' && !path.includes('{') && path !== '/openapi.json',
);

/** Whatever has been stored must be told again, and judged. */
async function lookAround(world: World | undefined): Promise<void> {
  if (world === undefined) return;
  for (const contract of LOOKS) {
    const route = routeKeysOf(contract)[0] ?? '';
    await ask(world, route, AUTHZ_ROWS[contract.operationId]?.request?.({} as never) ?? {});
  }
  for (const symbol of ['^GSPC', 'FLAT', 'NEW']) {
    await ask(world, 'POST /v1/alert', { body: { symbol } });
  }
}

async function ask({ handlers }: World, route: string, parts: RequestParts): Promise<number> {
  const answer = await handlers[functionOf(route) ?? 'notFound'](httpEvent(route, parts), lambdaContext);
  requirePromises(route, answer);
  return answer.statusCode ?? 0;
}

test.each(ROUTES.map((contract) => [routeKeysOf(contract)[0] ?? '', contract] as const))(
  '%s answers whatever it is asked as it is published',
  async (_, contract) => {
    const routes = routeKeysOf(contract);
    const worldNow = renewedWorlds(contract);
    const statuses: number[] = [];
    const answersWell = fc.asyncProperty(changesOf(contract, contract.bodyExample), async (change) => {
      const { valid, ...world } = await worldNow();
      const route = (change.isBare ? routes[1] : routes[0]) ?? '';
      statuses.push(await ask(world, route, changedRequest(valid, change)));
    });
    await fc.assert(answersWell, { seed: SEED, numRuns: REQUESTS });
    await lookAround(await worldNow());
    expect(statuses.length).toBeGreaterThanOrEqual(REQUESTS);
    expect(Math.min(...statuses)).toBeLessThan(400);
  },
);

/** The gateway hands such a request to the function of that route. */
const isTaken = (verb: string, path: string): boolean =>
  ROUTES.flatMap(routeKeysOf).some((key) =>
    new RegExp(`^${key.replace(/\{\w+\}/g, '[^/]+')}$`).test(`${verb} ${path}`),
  );

test('what no route takes is answered 404 or 405, whatever it is', async () => {
  const { notFound } = httpHandlers((await servedWorld()).deps);
  const verb = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'HEAD', 'DELETE', 'OPTIONS', 'x');
  const part = fc.oneof(
    fc.constantFrom('v1', 'v2', 'rules', 'alerts', 'models', 'ack', 'health', ''),
    oddText,
  );
  const path = fc
    .oneof(
      fc.array(part, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`),
      fc.constantFrom(...ROUTES.map((route) => route.path.replace(/\{\w+\}/, 'x'))),
    )
    .map((text) => Buffer.from(text).toString());
  const seen: number[] = [];
  const isRefused = fc.asyncProperty(verb, path, async (method, rawPath) => {
    fc.pre(!isTaken(method, rawPath));
    const event = { ...httpEvent(`${method} /`, { routeKey: '$default' }), rawPath };
    const answer = await notFound(event, lambdaContext);
    const said = `${answer.statusCode} ${answer.body}`;
    requireHeaders(answer, said);
    requireEnvelope(bodyOf(answer), said);
    assert.deepEqual(mismatches('GET /health', 500, bodyOf(answer)), []);
    seen.push(answer.statusCode ?? 0);
  });
  await fc.assert(isRefused, { seed: SEED, numRuns: REQUESTS });
  expect(seen.length).toBeGreaterThanOrEqual(REQUESTS);
  expect([...new Set(seen)].sort()).toEqual([404, 405]);
});
