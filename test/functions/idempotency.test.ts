import type { HttpFunction } from '../support/doorHandlers';
import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';

const LIST = { name: 'Banks', symbols: ['JPM'] };

async function served() {
  const at = await servedWorld();
  const handlers = httpHandlers(at.deps);
  const ask = async (name: HttpFunction, route: string, parts: RequestParts = {}) => {
    const answer = await handlers[name](httpEvent(route, parts), lambdaContext);
    return { status: answer.statusCode, headers: answer.headers, body: bodyOf(answer) };
  };
  const create = (key: string | undefined, body: object | string = LIST, token = 'local') =>
    ask('watchlists', 'POST /v1/watchlists', {
      body,
      headers: { authorization: `Bearer ${token}`, ...(key !== undefined && { 'idempotency-key': key }) },
    });
  const count = async (token = 'local') => {
    const headers = { authorization: `Bearer ${token}` };
    return (await ask('watchlists', 'GET /v1/watchlists', { headers })).body.data.items.length as number;
  };
  return { ...at, ask, create, count };
}

describe('a POST with an Idempotency-Key', () => {
  it('is done once, and its answer is given to every repetition byte for byte', async () => {
    const at = await served();
    const before = await at.count();
    const first = await at.create('k-1');
    expect(first.status).toBe(201);
    at.clock.advance(3_600_000);
    expect(await at.create('k-1')).toEqual(first);
    expect(await at.count()).toBe(before + 1);
  });

  it('is done again without a key, and with another', async () => {
    const at = await served();
    const before = await at.count();
    for (const key of [undefined, undefined, 'k-1', 'k-2']) await at.create(key);
    expect(await at.count()).toBe(before + 4);
  });

  it('is done anew after a day', async () => {
    const at = await served();
    const first = await at.create('k-1');
    at.clock.advance(24 * 3_600_000);
    expect((await at.create('k-1')).body.data.id).not.toBe(first.body.data.id);
  });

  it('is refused with a key that named another body, be it the same JSON', async () => {
    const at = await served();
    await at.create('k-1');
    for (const body of [{ ...LIST, name: 'Others' }, JSON.stringify(LIST, null, 1)]) {
      const answer = await at.create('k-1', body);
      expect(answer).toMatchObject({ status: 422, body: { error: { code: 'INPUT_IDEMPOTENCY_CONFLICT' } } });
      expect(mismatches('POST /v1/watchlists', 422, answer.body)).toEqual([]);
    }
  });

  it('is refused with a key that named the same change of another thing', async () => {
    const at = await served();
    const pause = (id: string) =>
      at.ask('rules', 'POST /v1/rules/{id}/pause', { params: { id }, headers: { 'idempotency-key': 'k-1' } });
    expect((await pause(at.ids.rule)).status).toBe(200);
    expect((await pause('rule_other')).body.error.code).toBe('INPUT_IDEMPOTENCY_CONFLICT');
  });

  it('keeps a refusal for its repetitions, whatever has changed since', async () => {
    const at = await served();
    const headers = { 'idempotency-key': 'k-1' };
    const predict = () =>
      at.ask('predict', 'POST /v1/predict', { body: { symbol: '^GSPC', horizon: '5d' }, headers });
    const refused = await predict();
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'MODEL_NOT_TRAINED' } } });
    await at.deps.registry.setRoles(
      { owner: 'shared', series: '^GSPC', interval: '1d', horizonBars: 5 },
      { champion: 'm', version: 1 },
      0,
    );
    expect(await predict()).toEqual(refused);
  });

  it('is refused where it is empty', async () => {
    const at = await served();
    expect(await at.create('')).toMatchObject({ status: 400, body: { error: { code: 'INPUT_INVALID' } } });
  });

  it('is tried again after a failure of ours', async () => {
    const at = await served();
    const { create } = at.deps.watchlists;
    at.deps.watchlists.create = () => Promise.reject(new Error('a bug'));
    expect((await at.create('k-1')).status).toBe(500);
    at.deps.watchlists.create = create;
    expect((await at.create('k-1')).status).toBe(201);
  });

  it('of one tenant says nothing to another', async () => {
    const at = await served();
    const mine = await at.create('k-1');
    const theirs = await at.create('k-1', { ...LIST, name: 'Theirs' }, 'local-2');
    expect(theirs.status).toBe(201);
    expect(theirs.body.data.id).not.toBe(mine.body.data.id);
  });

  it('asks who asks before it gives an answer away', async () => {
    const at = await served();
    await at.create('k-1');
    expect((await at.create('k-1', LIST, 'reader.s3cret')).status).toBe(403);
    expect((await at.create('k-1', LIST, 'revoked')).status).toBe(401);
  });

  it.each(['\u00e4', 'a\tb', 'x'.repeat(129), ' '])('is refused with %j, which is no key', async (key) => {
    const at = await served();
    const answer = await at.create(key);
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'INPUT_INVALID', details: [{ path: 'Idempotency-Key' }] } },
    });
  });

  it.each(['!', 'x'.repeat(128), 'two words'])('is done with the key %j', async (key) => {
    expect((await (await served()).create(key)).status).toBe(201);
  });
});

test('a GET does not look at the key', async () => {
  const at = await served();
  const headers = { 'idempotency-key': '\u00e4' };
  expect((await at.ask('watchlists', 'GET /v1/watchlists', { headers })).status).toBe(200);
});
