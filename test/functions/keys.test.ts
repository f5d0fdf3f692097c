import { bodyOf, httpHandlers, lambdaContext } from '../support/doorHandlers';
import type { RequestParts } from '../support/httpEvent';
import { httpEvent } from '../support/httpEvent';
import { mismatches } from '../support/publishedSchema';
import { servedWorld } from '../support/servedWorld';
import { WALL_START } from '../support/world';

type World = Awaited<ReturnType<typeof servedWorld>>;

const CREATED_AT = new Date(WALL_START).toISOString();
const SECRET = `secret-${'1'.padStart(36, '0')}`;

/** Asks as the tenant whose key this is. */
async function doors() {
  const world: World = await servedWorld();
  const handlers = httpHandlers(world.deps);
  const ask = async (route: string, { key = 'local', ...parts }: RequestParts & { key?: string } = {}) => {
    const headers = { authorization: `Bearer ${key}`, ...parts.headers };
    const door = route.includes('/v1/keys') ? handlers.keys : handlers.rules;
    const answer = await door(httpEvent(route, { ...parts, headers }), lambdaContext);
    const body = bodyOf(answer);
    if (body !== undefined) expect(mismatches(route, Number(answer.statusCode), body)).toEqual([]);
    return { status: answer.statusCode, body, text: JSON.stringify(answer) };
  };
  const create = (body: object, key = 'local') => ask('POST /v1/keys', { body, key });
  const revoke = (id: string, key = 'local') => ask('DELETE /v1/keys/{id}', { params: { id }, key });
  return { world, ask, create, revoke };
}

const DESK = { name: 'desk', scopes: ['read', 'write'] };

describe('a key that is made', () => {
  test('is shown with its secret, works, is listed without it, and is refused once revoked', async () => {
    const { world, ask, create, revoke } = await doors();
    const made = await create(DESK);
    const { id, secret } = made.body.data;
    expect([made.status, made.body.data]).toEqual([
      201,
      { ...DESK, id, secret: `${id}.${SECRET}`, createdAt: new Date(world.clock.now()).toISOString() },
    ]);
    expect((await ask('GET /v1/rules', { key: secret })).status).toBe(200);
    const listed = await ask('GET /v1/keys');
    expect(listed.body.data.items.find((key: { id: string }) => key.id === id)).toMatchObject({
      ...DESK,
      createdAt: made.body.data.createdAt,
    });
    expect(listed.text).not.toMatch(/secret|hash/i);
    expect(await revoke(id)).toMatchObject({ status: 204, body: undefined });
    const refused = await ask('GET /v1/rules', { key: secret });
    expect([refused.status, refused.body.error.code]).toEqual([401, 'AUTH_INVALID']);
    expect((await ask('GET /v1/keys')).text).not.toContain(id);
  });

  test('carries its expiry, and is refused from then on', async () => {
    const { world, ask, create } = await doors();
    const expiresAt = new Date(world.clock.now() + 1000).toISOString();
    const { body } = await create({ ...DESK, expiresAt });
    expect(body.data.expiresAt).toBe(expiresAt);
    expect((await ask('GET /v1/rules', { key: body.data.secret })).status).toBe(200);
    world.clock.advance(1000);
    expect((await ask('GET /v1/rules', { key: body.data.secret })).body.error.code).toBe('AUTH_INVALID');
    const listed = (await ask('GET /v1/keys')).body.data.items;
    expect(listed.find(({ id }: { id: string }) => id === body.data.id)).toMatchObject({ expiresAt });
  });

  test('may do what its scopes say and no more', async () => {
    const { ask, create } = await doors();
    const { secret } = (await create({ name: 'looks', scopes: ['read'] })).body.data;
    expect((await ask('GET /v1/rules', { key: secret })).status).toBe(200);
    expect((await create(DESK, secret)).body.error).toMatchObject({ code: 'AUTH_SCOPE' });
    expect((await ask('GET /v1/keys', { key: secret })).body.error).toMatchObject({ code: 'AUTH_SCOPE' });
  });

  test('belongs to the tenant of the key that made it', async () => {
    const { world, create } = await doors();
    const { id } = (await create(DESK, 'admin')).body.data;
    expect((await world.stores.keys.find(id))?.tenant).toBe('local');
  });
});

const TENANTS_KEYS = ['admin', 'expired', 'local', 'reader'];

describe('the list of keys', () => {
  test('holds what is not revoked of the tenant, page by page', async () => {
    const { ask } = await doors();
    const idsOf = (body: any) => body.data.items.map((key: { id: string }) => key.id);
    const first = (await ask('GET /v1/keys', { query: { limit: '3' } })).body;
    expect(idsOf(first)).toEqual(TENANTS_KEYS.slice(0, 3));
    const cursor = first.data.nextCursor;
    const second = (await ask('GET /v1/keys', { query: { limit: '3', cursor } })).body;
    expect([idsOf(second), second.data.nextCursor]).toEqual([TENANTS_KEYS.slice(3), null]);
    const elsewhere = await ask('GET /v1/keys', { query: { cursor }, key: 'admin' });
    expect([elsewhere.status, elsewhere.body.error.details[0].path]).toEqual([400, 'cursor']);
  });

  test('tells neither hash nor tenant', async () => {
    const { ask } = await doors();
    const [key] = (await ask('GET /v1/keys')).body.data.items;
    expect(key).toEqual({
      id: 'admin',
      name: 'admin',
      scopes: ['admin'],
      createdAt: CREATED_AT,
      lastUsedAt: null,
    });
  });
});

test('a use is shown to the minute, and a refused one is none', async () => {
  const { world, ask } = await doors();
  const lastUses = async () => {
    const { items } = (await ask('GET /v1/keys', { key: 'admin' })).body.data;
    return Object.fromEntries(items.map((key: any) => [key.id, key.lastUsedAt]));
  };
  const firstAt = new Date(world.clock.now()).toISOString();
  await ask('GET /v1/rules');
  await ask('GET /v1/keys', { key: 'reader.s3cret' });
  world.clock.advance(59_999);
  await ask('GET /v1/rules');
  expect(await lastUses()).toMatchObject({ local: firstAt, reader: null, expired: null });
  world.clock.advance(1);
  await ask('GET /v1/rules');
  expect((await lastUses()).local).toBe(new Date(world.clock.now()).toISOString());
});

test('a second revocation, an unknown id and a foreign key are answered alike, and a foreign key goes on', async () => {
  const { ask, create, revoke } = await doors();
  const { id } = (await create(DESK)).body.data;
  await revoke(id);
  const refusals = [];
  for (const gone of [id, 'key_never', 'local-2', 'revoked', 'x'.repeat(128)]) {
    const { status, body } = await revoke(gone);
    const shown = gone.length > 60 ? `${gone.slice(0, 60)}…` : gone;
    refusals.push([status, body.error.code, body.error.message.replace(shown, '<id>')]);
  }
  const alike = [404, 'NOT_FOUND', 'There is no API key "<id>".'];
  expect(refusals).toEqual([alike, alike, alike, alike, alike]);
  expect((await ask('GET /v1/rules', { key: 'local-2' })).status).toBe(200);
});

test('the eleventh live key is refused with the number and what to do', async () => {
  const { create, revoke } = await doors();
  // Three keys of the tenant are live from the start.
  for (let made = 0; made < 7; made += 1) expect((await create(DESK)).status).toBe(201);
  const { status, body } = await create(DESK);
  expect([status, body.error.code, body.error.message]).toEqual([
    429,
    'LIMIT_EXCEEDED',
    'The tenant has 10 live API keys, which is the most; revoke one that is not needed.',
  ]);
  await revoke('reader');
  expect((await create(DESK)).status).toBe(201);
});

test.each([
  ['no name', { scopes: ['read'] }, 'name', '"name" is missing; send a string.'],
  [
    'a name that nobody can see',
    { ...DESK, name: ' ' },
    'name',
    '"name" is " "; send 1 to 64 printable characters on one line.',
  ],
  [
    'a name in two lines',
    { ...DESK, name: 'a\nb' },
    'name',
    '"name" is "a\\nb"; send 1 to 64 printable characters on one line.',
  ],
  ['no scopes', { name: 'desk' }, 'scopes', '"scopes" is missing; send a list.'],
  ['an empty list', { ...DESK, scopes: [] }, 'scopes', '"scopes" is a list of 0; send at least 1 item.'],
  [
    'a scope twice',
    { ...DESK, scopes: ['read', 'read'] },
    'scopes',
    '"scopes" is a list of 2; send each scope once.',
  ],
  [
    'a scope that does not exist',
    { ...DESK, scopes: ['read', 'everything'] },
    'scopes.1',
    '"scopes.1" is "everything"; send one of "read", "write", "train", "admin".',
  ],
  [
    'a date for an instant',
    { ...DESK, expiresAt: '2030-01-01' },
    'expiresAt',
    '"expiresAt" is "2030-01-01"; send an ISO-8601 instant in UTC, such as "2008-09-15T20:00:00.000Z".',
  ],
  [
    'an instant that has passed',
    { ...DESK, expiresAt: CREATED_AT },
    'expiresAt',
    `"expiresAt" is "${CREATED_AT}", which has passed; send a later instant, or leave it out.`,
  ],
  ['a tenant', { ...DESK, tenant: 'local-2' }, 'tenant', '"tenant" is not a field here; leave it out.'],
  ['a secret', { ...DESK, secret: 'mine' }, 'secret', '"secret" is not a field here; leave it out.'],
])('%s is refused by its path', async (_, body, path, message) => {
  const { world, create } = await doors();
  const answer = await create(body);
  expect([answer.status, answer.body.error.code]).toEqual([400, 'INPUT_INVALID']);
  expect(answer.body.error.details).toEqual([{ path, message }]);
  expect((await world.stores.keys.list('local', 100)).items).toHaveLength(TENANTS_KEYS.length);
});
