import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';
import { tagsIn } from '../support/tagsIn';

const BY_ID = '/v1/models/{id}';
const PROMOTION = { body: { role: 'champion' } };
const AS_OTHER = { headers: { authorization: 'Bearer local-2' } };

async function served() {
  const at = await servedWorld();
  const handler = httpHandlers(at.deps).models;
  const ask = async (route: string, parts: RequestParts = {}) => {
    const answer = await handler(httpEvent(route, parts), lambdaContext);
    const status = answer.statusCode ?? 0;
    const body = bodyOf(answer);
    if (body !== undefined) expect(mismatches(route, status, body)).toEqual([]);
    return { status, data: body?.data, error: body?.error };
  };
  const idsOf = async (query: Readonly<Record<string, string>> = {}) => {
    const { data } = await ask('GET /v1/models', { query });
    return data.items.map(({ id }: { id: string }) => id) as string[];
  };
  const trained = (await idsOf()).filter((id) => !id.startsWith('model_'));
  return { ...at, ask, idsOf, trained: trained[0] ?? 'none' };
}

test('a model says what it is for, what it has learned from and how it did', async () => {
  const { ask, trained } = await served();
  const { status, data } = await ask(`GET ${BY_ID}`, { params: { id: trained } });
  const { evaluation, ...model } = data;
  expect([status, model]).toEqual([
    200,
    {
      id: trained,
      kind: 'ewma',
      symbol: '^GSPC',
      interval: '1d',
      horizon: '1d',
      trainedAt: '2026-11-01T00:00:00.000Z',
      trainedThrough: '2008-09-12T20:00:00.000Z',
      features: ['ewmaVariance'],
      role: 'champion',
    },
  ]);
  expect(evaluation).toMatchObject({ bars: expect.any(Number), qlike: expect.any(Number) });
});

test('a model is drawn, as an image that loads nothing', async () => {
  const { deps, trained } = await served();
  const draw = (id: string) =>
    httpHandlers(deps).models(httpEvent(`GET ${BY_ID}/card.svg`, { params: { id } }), lambdaContext);
  const answer = await draw(trained);
  expect([answer.statusCode, answer.headers!['content-type'], answer.headers!['cache-control']]).toEqual([
    200,
    'image/svg+xml; charset=utf-8',
    'no-store',
  ]);
  expect(answer.headers!['content-security-policy']).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
  const tags = tagsIn(String(answer.body));
  expect(tags.filter(({ name }) => name === 'svg')).toHaveLength(4);
  expect(tags.filter(({ attributes }) => attributes['class'] === 'title').map(({ text }) => text)).toEqual([
    '^GSPC, 1 day ahead, ewma: levels that were touched',
    '^GSPC, 1 day ahead, ewma: outcomes inside the 90 % interval',
    '^GSPC, 1 day ahead, ewma: σ and what happened',
  ]);
  expect(String(answer.body)).not.toMatch(/href|url\(|script/);
  // One that was trained before trails were kept shows what its record tells.
  expect(
    tagsIn(String((await draw('model_serving')).body)).filter(({ name }) => name === 'svg').length,
  ).toBeGreaterThan(1);
  expect((await draw('nobody')).statusCode).toBe(404);
});

test('an intraday horizon is told in bars, in which it can be asked for', async () => {
  const { ask } = await served();
  const { data } = await ask(`GET ${BY_ID}`, { params: { id: 'model_serving' } });
  expect([data.interval, data.horizon, data.role]).toEqual(['1h', '7bars', 'champion']);
});

test('models are listed by their ids, page after page, and a cursor is bound to its filters', async () => {
  const { ask, idsOf, trained } = await served();
  const all = [trained, 'model_broken', 'model_earlier', 'model_serving'].sort();
  expect(await idsOf()).toEqual(all);
  expect(await idsOf({ symbol: '^gspc', interval: '1h' })).toEqual(['model_serving']);
  expect(await idsOf({ role: 'retired' })).toEqual(['model_broken', 'model_earlier']);
  const first = await ask('GET /v1/models', { query: { limit: '3' } });
  const cursor = String(first.data.nextCursor);
  const second = await ask('GET /v1/models', { query: { limit: '3', cursor } });
  expect(second.data).toMatchObject({ items: [{ id: all[3] }], nextCursor: null });
  const elsewhere = await ask('GET /v1/models', { query: { limit: '3', cursor, symbol: '^GSPC' } });
  expect([elsewhere.status, elsewhere.error.details[0].path]).toEqual([400, 'cursor']);
});

test('every tenant sees the same models, and what one changes is changed for all', async () => {
  const { ask, idsOf, trained } = await served();
  expect((await ask('GET /v1/models', AS_OTHER)).data.items).toHaveLength((await idsOf()).length);
  const params = { id: 'model_earlier' };
  const promoted = await ask(`PUT ${BY_ID}`, { params, ...PROMOTION, ...AS_OTHER });
  expect([promoted.status, promoted.data.role]).toEqual([200, 'champion']);
  expect((await ask(`GET ${BY_ID}`, { params })).data.role).toBe('champion');
  expect((await ask(`GET ${BY_ID}`, { params: { id: trained } })).data.role).toBe('retired');
});

test('the model that answers is deleted once another does, and then is gone', async () => {
  const { ask, idsOf, trained } = await served();
  const params = { id: trained };
  const refused = await ask(`DELETE ${BY_ID}`, { params });
  expect([refused.status, refused.error.code, refused.error.message]).toEqual([
    409,
    'STORE_CONFLICT',
    `The model "${trained}" answers for "^GSPC". Promote another model first: PUT {"role":"champion"} on it.`,
  ]);
  await ask(`PUT ${BY_ID}`, { params: { id: 'model_earlier' }, ...PROMOTION });
  expect((await ask(`DELETE ${BY_ID}`, { params })).status).toBe(204);
  for (const method of ['GET', 'DELETE']) {
    expect(await ask(`${method} ${BY_ID}`, { params })).toMatchObject({
      status: 404,
      error: {
        code: 'NOT_FOUND',
        message: `GET /v1/models lists no model with the id "${trained}".`,
      },
    });
  }
  expect(await idsOf({ role: 'champion', interval: '1d' })).toEqual(['model_earlier']);
});

test('a training is queued as POST /v1/train queues it', async () => {
  const { ask, stores } = await served();
  const before = stores.trainQueue.messages.length;
  const { status, data } = await ask('POST /v1/models', { body: { symbol: '^gspc', model: 'naive' } });
  expect([status, data]).toEqual([202, { jobId: data.jobId, statusUrl: `/v1/train/${data.jobId}` }]);
  expect(stores.trainQueue.messages.slice(before)).toEqual([{ tenant: 'local', jobId: data.jobId }]);
  expect(await stores.jobs.get('local', data.jobId, 0)).toMatchObject({
    status: 'queued',
    request: { symbol: '^GSPC', interval: '1d', horizon: '1d', model: 'naive' },
  });
});

test.each([
  ['another role', { role: 'previous' }, 'role', '"role" is "previous"; send "champion".'],
  ['no role', {}, 'role', '"role" is missing; send "champion".'],
  ['more than a role', { role: 'champion', x: 1 }, 'x', '"x" is not a field here; leave it out.'],
])('a promotion to %s is refused', async (_what, body, path, message) => {
  const { ask } = await served();
  const answer = await ask(`PUT ${BY_ID}`, { params: { id: 'model_earlier' }, body });
  expect([answer.status, answer.error.details]).toEqual([400, [{ path, message }]]);
});

test.each(['POST /v1/models', `PUT ${BY_ID}`, `DELETE ${BY_ID}`])(
  '%s takes the scope train',
  async (route) => {
    const { ask } = await served();
    const headers = { authorization: 'Bearer reader.s3cret' };
    const body = route.startsWith('DELETE') ? {} : PROMOTION;
    const answer = await ask(route, { params: { id: 'model_earlier' }, headers, ...body });
    expect([answer.status, answer.error.code]).toEqual([403, 'AUTH_SCOPE']);
  },
);
