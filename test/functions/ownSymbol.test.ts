import { trainModel } from '../../lib/app/train';
import type { HttpFunction } from '../support/doorHandlers';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import { httpEvent, type RequestParts } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

const OTHER = { authorization: 'Bearer local-2' };
const BODY = { symbol: 'own', model: 'ewma' };

type World = Awaited<ReturnType<typeof servedWorld>>;

async function ask({ deps }: World, name: HttpFunction, route: string, parts: RequestParts = {}) {
  const answer = await httpHandlers(deps)[name](httpEvent(route, parts), lambdaContext);
  const body = bodyOf(answer);
  if (body !== undefined) expect(mismatches(route, answer.statusCode ?? 0, body)).toEqual([]);
  return { status: answer.statusCode, data: body?.data, error: body?.error };
}

/** Trains OWN, which tenant `local` has imported, and answers the model's id. */
async function trained(at: World): Promise<string> {
  const asked = await ask(at, 'train', 'POST /v1/train', { body: BODY });
  expect(asked.status).toBe(202);
  const job = await trainModel(at.deps, { tenant: 'local', jobId: String(asked.data.jobId) });
  expect(job.status).toBe('succeeded');
  return String(job.modelId);
}

const list = async (at: World, query: Readonly<Record<string, string>>, headers = {}) =>
  (await ask(at, 'models', 'GET /v1/models', { query, headers })).data;

test('an imported symbol is trained and forecast as any other, on its own clock', async () => {
  const at = await servedWorld();
  const untrained = await ask(at, 'predict', 'POST /v1/predict', { body: { symbol: 'OWN' } });
  expect(untrained.error).toMatchObject({
    code: 'MODEL_NOT_TRAINED',
    message: 'No model is trained for "OWN" at 1d, 1 bar ahead. POST /v1/train first.',
  });
  const id = await trained(at);
  const { status, data } = await ask(at, 'predict', 'POST /v1/predict', { body: { symbol: 'OWN' } });
  expect(status).toBe(200);
  expect(data).toMatchObject({
    symbol: 'OWN',
    source: 'import',
    asOf: '2026-10-30T20:00:00.000Z',
    model: { id, kind: 'ewma', role: 'champion' },
  });
});

test('another tenant neither trains, forecasts nor sees it', async () => {
  const at = await servedWorld();
  const id = await trained(at);
  const unknown = { status: 404, error: { code: 'SYMBOL_UNKNOWN' } };
  expect(await ask(at, 'train', 'POST /v1/train', { body: BODY, headers: OTHER })).toMatchObject(unknown);
  expect(await ask(at, 'models', 'POST /v1/models', { body: BODY, headers: OTHER })).toMatchObject(unknown);
  const body = { symbol: 'OWN' };
  expect(await ask(at, 'predict', 'POST /v1/predict', { body, headers: OTHER })).toMatchObject(unknown);
  for (const [route, more] of [
    ['GET /v1/models/{id}', {}],
    ['PUT /v1/models/{id}', { body: { role: 'champion' } }],
    ['DELETE /v1/models/{id}', {}],
  ] as const) {
    const as = (asked: string) =>
      ask(at, 'models', route, { ...more, params: { id: asked }, headers: OTHER });
    const [foreign, never] = [await as(id), await as('never')];
    expect([foreign.status, foreign.error.code]).toEqual([404, 'NOT_FOUND']);
    expect(foreign.error.message.replace(id, 'never')).toBe(never.error.message);
  }
  expect((await list(at, { symbol: 'OWN' }, OTHER)).items).toEqual([]);
  expect((await list(at, {}, OTHER)).items.map((model: { id: string }) => model.id)).not.toContain(id);
});

test('its owner lists it among the models of all, page by page, and shows, promotes and deletes it', async () => {
  const at = await servedWorld();
  const id = await trained(at);
  const ids = (page: { items: { id: string }[] }) => page.items.map((model) => model.id);
  expect(ids(await list(at, { symbol: 'OWN' }))).toEqual([id]);
  const all = ids(await list(at, {}));
  expect(all).toEqual([...ids(await list(at, {}, OTHER)), id].sort());
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { items: { id: string }[]; nextCursor: string | null } = await list(at, {
      limit: '1',
      ...(cursor !== '' && { cursor }),
    });
    seen.push(...ids(page));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(all);
  const params = { id };
  const shown = await ask(at, 'models', 'GET /v1/models/{id}', { params });
  expect(shown.data).toMatchObject({ id, symbol: 'OWN', role: 'champion' });
  const promoted = await ask(at, 'models', 'PUT /v1/models/{id}', { params, body: { role: 'champion' } });
  expect(promoted.data).toMatchObject({ id, role: 'champion' });
  expect(await ask(at, 'models', 'DELETE /v1/models/{id}', { params })).toMatchObject({
    status: 409,
    error: {
      message: `The model "${id}" answers for "OWN". Promote another model first: PUT {"role":"champion"} on it.`,
    },
  });
});

test('a quote is that of the bars that closed last, of whatever length', async () => {
  const at = await servedWorld();
  const params = { symbol: 'MIXED' };
  const quote = (query: Readonly<Record<string, string>> = {}) =>
    ask(at, 'bars', 'GET /v1/quotes/{symbol}', { params, query });
  const bring = (interval: string, timestamp: string, price: number) => {
    const bar = { timestamp, open: price, high: price, low: price, close: price, volume: 1 };
    return ask(at, 'bars', 'POST /v1/bars/{symbol}', { params, body: { interval, bars: [bar] } });
  };
  expect((await quote()).error.code).toBe('SYMBOL_UNKNOWN');
  await bring('5min', '2026-10-30T19:50:00Z', 10.7);
  expect((await quote()).data).toMatchObject({ price: 10.7, asOf: '2026-10-30T19:55:00.000Z' });
  await bring('1d', '2026-10-29T00:00:00Z', 9.1);
  expect((await quote()).data).toMatchObject({ price: 10.7, symbol: 'MIXED' });
  expect((await quote({ interval: '1d' })).data).toMatchObject({ price: 9.1 });
  const foreign = await ask(at, 'bars', 'GET /v1/quotes/{symbol}', { params, headers: OTHER });
  expect(foreign.error.code).toBe('SYMBOL_UNKNOWN');
});
