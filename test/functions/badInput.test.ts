import fc from 'fast-check';
import type { HttpFunction } from '../support/doorHandlers';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

const RULE = {
  dsl: '1',
  name: 'Level',
  targets: { symbols: ['^gspc'] },
  interval: '1d',
  when: { op: '>', left: 'close', right: 1 },
};

let world: Awaited<ReturnType<typeof servedWorld>>;
let handlers: ReturnType<typeof httpHandlers>;

beforeAll(async () => {
  world = await servedWorld();
  handlers = httpHandlers(world.deps);
});

const ask = async (name: HttpFunction, route: string, parts: RequestParts = {}) => {
  const answer = await handlers[name](httpEvent(route, parts), lambdaContext);
  return { status: answer.statusCode, headers: answer.headers, body: bodyOf(answer) };
};

const BODY_ROUTES = [
  ['train', 'POST /v1/train', {}],
  ['predict', 'POST /v1/predict', {}],
  ['models', 'POST /v1/models', {}],
  ['models', 'PUT /v1/models/{id}', { params: { id: 'model_earlier' } }],
  ['alert', 'POST /v1/alert', {}],
  ['rules', 'POST /v1/rules', {}],
  ['rules', 'PUT /v1/rules/{id}', { params: { id: 'rule_000002' }, headers: { 'if-match': '1' } }],
  ['alerts', 'POST /v1/alerts/{id}/ack', { params: { id: 'any' } }],
] as const;

const nested = (levels: number) => `{"symbol":${'['.repeat(levels)}${']'.repeat(levels)}}`;

const BAD_BODIES = [
  ['not JSON', '{"symbol":', 400, 'INPUT_INVALID'],
  ['NaN', '{"symbol":NaN}', 400, 'INPUT_INVALID'],
  ['1e309', '{"symbol":1e309}', 400, 'INPUT_INVALID'],
  ['5,000 levels of nesting', nested(5000), 400, 'INPUT_INVALID'],
  ['a __proto__ key', '{"__proto__":{"symbol":"SPY"}}', 400, 'INPUT_INVALID'],
  ['invalid UTF-8, as the gateway passes it on', '{"symbol":"\uFFFD"}', 400, 'INPUT_INVALID'],
  ['10 MB', `{"symbol":"${'x'.repeat(10_000_000)}"}`, 413, 'INPUT_TOO_LARGE'],
] as const;

test.each(
  BODY_ROUTES.flatMap(([name, route, parts]) =>
    BAD_BODIES.map((bad) => [route, bad[0], name, parts, bad] as const),
  ),
)('%s refuses %s', async (route, _, name, parts, [, body, status, code]) => {
  const answer = await ask(name, route, { ...parts, body });
  expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  expect(mismatches(route, status, answer.body)).toEqual([]);
});

test.each(BODY_ROUTES.filter(([name]) => name !== 'alerts'))(
  '%s: %s needs a body that is an object',
  async (name, route, parts) => {
    for (const body of ['[]', '"text"', '7', 'null', 'true']) {
      expect((await ask(name, route, { ...parts, body })).body.error.code).toBe('INPUT_INVALID');
    }
    expect((await ask(name, route, parts)).body.error.code).toBe('INPUT_INVALID');
  },
);

test.each([
  ['an unknown field', { symbol: '^GSPC', foo: 1 }, 'foo'],
  ['a wrong type', { symbol: ['^GSPC'] }, 'symbol'],
  ['a symbol that is a path', { symbol: '../..' }, 'symbol'],
  ['an endless symbol', { symbol: 'A'.repeat(16) }, 'symbol'],
  ['no symbol', {}, 'symbol'],
  ['an unknown interval', { symbol: '^GSPC', interval: '2d' }, 'interval'],
])('%s is named by its path on every route with a symbol', async (_, body, path) => {
  for (const [name, route] of [
    ['train', 'POST /v1/train'],
    ['predict', 'POST /v1/predict'],
    ['models', 'POST /v1/models'],
    ['alert', 'POST /v1/alert'],
  ] as const) {
    const answer = await ask(name, route, { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.map((detail: { path: string }) => detail.path)).toEqual([path]);
  }
});

test.each([
  ['a level that is no number', { levels: ['80'] }, 'levels.0'],
  ['a level below zero', { levels: [80, -1] }, 'levels.1'],
  ['twenty-one levels', { levels: Array.from({ length: 21 }, (_, n) => n + 1) }, 'levels'],
  ['a horizon that is no span', { horizon: 'tomorrow' }, 'horizon'],
  ['a horizon shorter than a bar', { horizon: '5m' }, 'horizon'],
])('a prediction refuses %s', async (_, change, path) => {
  const answer = await ask('predict', 'POST /v1/predict', { body: { symbol: '^GSPC', ...change } });
  expect(answer.status).toBe(400);
  expect(answer.body.error.details[0].path).toBe(path);
});

test.each([
  ['train', 'POST /v1/train', { body: { symbol: '^gspc' } }, 202],
  ['predict', 'POST /v1/predict', { body: { symbol: '^gspc' } }, 200],
  ['alert', 'POST /v1/alert', { body: { symbol: '^gspc' } }, 200],
  ['bars', 'GET /v1/bars/{symbol}', { params: { symbol: '^gspc' } }, 200],
  ['bars', 'GET /v1/quotes/{symbol}', { params: { symbol: '^gspc' } }, 200],
  ['alerts', 'GET /v1/alerts', { query: { symbol: '^gspc' } }, 200],
] as const)('%s takes a symbol in lower case', async (name, route, parts, status) => {
  expect((await ask(name, route, parts)).status).toBe(status);
});

test.each([
  ['two dates', { from: '2008-01-05', to: '2008-01-04' }],
  ['a date and an instant', { from: '2008-01-05', to: '2008-01-04T23:59:59Z' }],
  ['an instant and a date', { from: '2008-01-05T00:00:00Z', to: '2008-01-04' }],
])('bars that would end before they begin are refused by %s', async (_, query) => {
  const answer = await ask('bars', 'GET /v1/bars/{symbol}', { params: { symbol: '^gspc' }, query });
  expect(answer.status).toBe(400);
  expect(answer.body.error.details).toEqual([
    { path: 'to', message: `"to" is "${query.to}", before "from" "${query.from}"; send a later one.` },
  ]);
});

test.each([
  ['one date', { from: '2008-01-05', to: '2008-01-05' }],
  ['one instant', { from: '2008-01-05T10:00:00Z', to: '2008-01-05T10:00:00Z' }],
  ['an instant on the last date', { from: '2008-01-05T10:00:00Z', to: '2008-01-05' }],
])('bars of %s are asked for in vain, but rightly', async (_, query) => {
  const answer = await ask('bars', 'GET /v1/bars/{symbol}', { params: { symbol: '^gspc' }, query });
  expect([answer.status, answer.body.data?.items]).toEqual([200, []]);
});

test.each([
  ['rules', 'GET /v1/rules/{id}', { params: { id: 'any' } }],
  ['rules', 'POST /v1/rules', { body: RULE }],
  ['alerts', 'GET /v1/alerts/{id}', { params: { id: 'any' } }],
  ['predict', 'POST /v1/predict', { body: { symbol: '^GSPC' } }],
] as const)('%s: %s takes no query', async (name, route, parts) => {
  const answer = await ask(name, route, { ...parts, query: { foo: '1' } });
  expect([answer.status, answer.body.error.details]).toEqual([
    400,
    [{ path: 'foo', message: '"foo" is not a field here; leave it out.' }],
  ]);
});

test.each([
  ['rules', 'GET /v1/rules/{id}', 'id'],
  ['alerts', 'GET /v1/alerts/{id}', 'id'],
  ['train', 'GET /v1/train/{jobId}', 'jobId'],
  ['models', 'GET /v1/models/{id}', 'id'],
] as const)('%s: %s repeats an unknown id in one printable line', async (name, route, param) => {
  const id = `x\r\n\u0000${'y'.repeat(100)}`;
  const answer = await ask(name, route, { params: { [param]: id } });
  expect(answer.status).toBe(404);
  expect(answer.body.error.message).toMatch(/"x\\r\\n\\u0000y{56}…"\.$/);
});

test('a rule keeps its symbols in upper case', async () => {
  const { status, body, headers } = await ask('rules', 'POST /v1/rules', { body: RULE });
  expect(status).toBe(201);
  expect(body.data.rule.targets.symbols).toEqual(['^GSPC']);
  expect(headers).toMatchObject({ etag: '"1"', location: `/v1/rules/${body.data.id}` });
});

test('of two writers with the same version one wins and the other is told', async () => {
  const parts = { params: { id: world.ids.rule }, body: RULE, headers: { 'if-match': '"1"' } };
  const answers = [
    await ask('rules', 'PUT /v1/rules/{id}', parts),
    await ask('rules', 'PUT /v1/rules/{id}', parts),
  ];
  expect(answers.map(({ status, body }) => [status, body.error?.code])).toEqual([
    [200, undefined],
    [409, 'STORE_CONFLICT'],
  ]);
  expect(answers[0]?.headers).toMatchObject({ etag: '"2"' });
});

test.each([
  ['rules', 'GET /v1/rules/{id}', 'rule', {}],
  ['rules', 'PUT /v1/rules/{id}', 'rule', { body: RULE, headers: { 'if-match': '1' } }],
  ['rules', 'DELETE /v1/rules/{id}', 'rule', { headers: { 'if-match': '1' } }],
  ['alerts', 'GET /v1/alerts/{id}', 'alert', {}],
  ['alerts', 'POST /v1/alerts/{id}/ack', 'alert', {}],
] as const)(
  '%s: %s answers for another tenant as for nothing',
  async (name, route, kind, { headers, ...parts }: RequestParts) => {
    const as = { ...headers, authorization: 'Bearer local-2' };
    const messageFor = async (id: string) => {
      const { status, body } = await ask(name, route, {
        ...parts,
        headers: as,
        params: { [route.includes('{id}') ? 'id' : '']: id },
      });
      return [status, body.error.code, body.error.message.replaceAll(id, '<id>')];
    };
    const foreign = await messageFor(world.ids[kind]);
    expect(foreign).toEqual(await messageFor('never-was'));
    expect(foreign[0]).toBe(404);
  },
);

test('lists hold what belongs to the tenant of the key', async () => {
  const as = { headers: { authorization: 'Bearer local-2' } };
  expect((await ask('alerts', 'GET /v1/alerts', as)).body.data).toEqual({ items: [], nextCursor: null });
  const rules = (await ask('rules', 'GET /v1/rules', as)).body.data.items;
  expect(rules.map((rule: { id: string }) => rule.id)).toEqual([world.ids.foreignRule]);
});

test.each([
  [{ limit: '0' }, 'limit'],
  [{ limit: '101' }, 'limit'],
  [{ limit: '1.5' }, 'limit'],
  [{ limit: 'NaN' }, 'limit'],
  [{ state: 'lost' }, 'state'],
  [{ foo: '1' }, 'foo'],
  [{ cursor: 'abc' }, 'cursor'],
] as const)('a list refuses %j', async (query, path) => {
  const { status, body } = await ask('alerts', 'GET /v1/alerts', { query });
  expect([status, body.error.details[0].path]).toEqual([400, path]);
});

test('pages of bars follow each other without gap or repeat, and a cursor is bound to its list', async () => {
  const route = 'GET /v1/bars/{symbol}';
  const query = { from: '2008-09-01', to: '2008-09-12', limit: '4' };
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const parts = { params: { symbol: '^GSPC' }, query: { ...query, ...(cursor !== '' && { cursor }) } };
    const { body } = await ask('bars', route, parts);
    seen.push(...body.data.items.map((bar: { timestamp: string }) => bar.timestamp.slice(0, 10)));
    cursor = body.data.nextCursor;
    if (cursor === null) break;
    const elsewhere = await ask('bars', route, { params: { symbol: 'FLAT' }, query: { ...query, cursor } });
    expect(elsewhere.status).toBe(400);
  }
  expect(seen).toEqual(['02', '03', '04', '05', '08', '09', '10', '11', '12'].map((day) => `2008-09-${day}`));
});

test('a readiness that fails says which dependency and answers 503', async () => {
  const down = { name: 'core', check: () => Promise.reject(new Error('the table does not answer')) };
  const up = { name: 'models', check: async () => undefined };
  const { ready } = httpHandlers({ ...world.deps, probes: [down, up] });
  const answer = await ready(httpEvent('GET /ready'), lambdaContext);
  expect(answer.statusCode).toBe(503);
  expect(bodyOf(answer).data).toEqual({
    status: 'down',
    dependencies: [
      { name: 'core', status: 'down', reason: 'the table does not answer' },
      { name: 'models', status: 'ok' },
    ],
  });
});

const fields = fc.dictionary(
  fc.constantFrom('symbol', 'interval', 'horizon', 'model', 'levels', 'dsl', 'name', 'targets', 'when', 'x'),
  fc.anything({
    withNullPrototype: false,
    values: [fc.constantFrom('^GSPC', '1d', 'close', '>', '1'), fc.double(), fc.string()],
  }),
);

test('no body whatever makes a door fail', async () => {
  const text = fc.oneof(
    fields.map((object) => JSON.stringify(object)),
    fc.json(),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...BODY_ROUTES), text, async ([name, route, parts], body) => {
      const { status } = await ask(name, route, { ...parts, body });
      expect(status).toBeLessThan(500);
    }),
    { numRuns: 300 },
  );
});

test.each(['PUT', 'DELETE'])(
  'an empty If-Match does not make a %s of a watchlist unconditional',
  async (method) => {
    const parts = { params: { id: world.ids.watchlist }, headers: { 'if-match': '' } };
    const body = { name: 'Banks', symbols: ['JPM'] };
    const route = `${method} /v1/watchlists/{id}`;
    const { status, body: answer } = await ask(
      'watchlists',
      route,
      method === 'PUT' ? { ...parts, body } : parts,
    );
    expect({ status, code: answer.error.code }).toEqual({ status: 400, code: 'INPUT_INVALID' });
  },
);

test('no query, id or header whatever makes a door fail', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('..', '%00', '%zz', '__proto__', '\uD800'),
  );
  await fc.assert(
    fc.asyncProperty(text, text, text, async (id, query, header) => {
      const parts = {
        params: { id, symbol: id },
        query: { limit: query, cursor: header },
        headers: { 'if-match': header },
      };
      const answers = [
        await ask('rules', 'GET /v1/rules', parts),
        await ask('rules', 'DELETE /v1/rules/{id}', parts),
        await ask('alerts', 'GET /v1/alerts/{id}', parts),
        await ask('bars', 'GET /v1/bars/{symbol}', {
          params: { symbol: id },
          query: { from: query, to: header },
        }),
        await ask('bars', 'GET /v1/quotes/{symbol}', { params: { symbol: id }, query: { interval: query } }),
        await ask('models', 'GET /v1/models', { query: { symbol: id, role: query, cursor: header } }),
        await ask('models', 'GET /v1/models/{id}', parts),
        await ask('models', 'DELETE /v1/models/{id}', parts),
        await ask('calendar', 'GET /v1/calendar', { query: { from: query, to: header } }),
        await ask('calendar', 'GET /v1/calendar', { headers: { authorization: `Bearer ${header}` } }),
      ];
      expect(Math.max(...answers.map(({ status = 500 }) => status))).toBeLessThan(500);
    }),
    { numRuns: 200 },
  );
});
