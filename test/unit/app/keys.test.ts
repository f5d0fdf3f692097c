import { createHash } from 'node:crypto';
import { memoryKeyStore } from '../../../lib/adapters/memory/memoryKeyStore';
import { memoryIds } from '../../../lib/adapters/memory/memoryIds';
import { memorySecrets } from '../../../lib/adapters/memory/memorySecrets';
import { createKey, listKeys, revokeKey } from '../../../lib/app/keys';
import { standingClock, WALL_START } from '../../support/world';

const installation = () => ({
  keys: memoryKeyStore(),
  clock: standingClock(WALL_START),
  ids: memoryIds(),
  secrets: memorySecrets(),
});

const DESK = { tenant: 'acme', name: 'desk', scopes: ['read', 'write'] } as const;
const SECRET = `secret-${'1'.padStart(36, '0')}`;

describe('making a key', () => {
  test('keeps the hash of what stands behind the dot, and shows the token once', async () => {
    const deps = installation();
    const { key, token } = await createKey(deps, { ...DESK, expiresAt: WALL_START + 1 });
    expect(token).toBe(`key_000001.${SECRET}`);
    expect(await deps.keys.find('key_000001')).toEqual(key);
    expect(key).toEqual({
      ...DESK,
      id: 'key_000001',
      secretHash: createHash('sha256').update(SECRET).digest('hex'),
      createdAt: WALL_START,
      expiresAt: WALL_START + 1,
    });
  });

  test('leaves out an expiry that was not asked for', async () => {
    const { key } = await createKey(installation(), DESK);
    expect(key).not.toHaveProperty('expiresAt');
  });

  test.each([WALL_START, WALL_START - 1])('refuses one that would have expired by %i', async (expiresAt) => {
    const deps = installation();
    const said = new Date(expiresAt).toISOString();
    const message = `"expiresAt" is "${said}", which has passed; send a later instant, or leave it out.`;
    await expect(createKey(deps, { ...DESK, expiresAt })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      message,
      details: [{ path: 'expiresAt', message }],
    });
    expect((await deps.keys.list('acme', 10)).items).toEqual([]);
  });
});

describe('the eleventh key', () => {
  async function tenKeys() {
    const deps = installation();
    for (let made = 0; made < 9; made += 1) await createKey(deps, DESK);
    await createKey(deps, { ...DESK, expiresAt: WALL_START + 60_000 });
    return deps;
  }

  const refused = {
    code: 'LIMIT_EXCEEDED',
    message: 'The tenant has 10 live API keys, which is the most; revoke one that is not needed.',
  };

  test('is refused', async () => {
    const deps = await tenKeys();
    await expect(createKey(deps, DESK)).rejects.toMatchObject(refused);
    expect((await deps.keys.list('acme', 100)).items).toHaveLength(10);
  });

  test('is made by another tenant', async () => {
    await expect(createKey(await tenKeys(), { ...DESK, tenant: 'other' })).resolves.toMatchObject({
      key: { tenant: 'other' },
    });
  });

  test('is made once one was revoked', async () => {
    const deps = await tenKeys();
    await revokeKey(deps, { tenant: 'acme', id: 'key_000004' });
    await createKey(deps, DESK);
    await expect(createKey(deps, DESK)).rejects.toMatchObject(refused);
  });

  test('is made in the instant one has expired, which is listed still', async () => {
    const deps = await tenKeys();
    deps.clock.advance(59_999);
    await expect(createKey(deps, DESK)).rejects.toMatchObject(refused);
    deps.clock.advance(1);
    await createKey(deps, DESK);
    await expect(createKey(deps, DESK)).rejects.toMatchObject(refused);
    expect((await deps.keys.list('acme', 100)).items).toHaveLength(11);
  });

  test('is refused behind more than a page of expired ones', async () => {
    const deps = installation();
    for (let made = 0; made < 120; made += 1) {
      await createKey(deps, { ...DESK, expiresAt: WALL_START + made + 1 });
      deps.clock.set(WALL_START + made + 1);
    }
    for (let made = 0; made < 10; made += 1) await createKey(deps, DESK);
    await expect(createKey(deps, DESK)).rejects.toMatchObject(refused);
  });

  test('does not slip through a race, whoever of the racers is refused', async () => {
    const deps = await tenKeys();
    await revokeKey(deps, { tenant: 'acme', id: 'key_000001' });
    const racers = await Promise.allSettled([1, 2, 3].map(() => createKey(deps, DESK)));
    const made = racers.filter(({ status }) => status === 'fulfilled').length;
    expect(made).toBeLessThanOrEqual(1);
    expect((await deps.keys.list('acme', 100)).items).toHaveLength(9 + made);
  });
});

describe('revoking', () => {
  test('ends a key for ever, at the time it was asked for', async () => {
    const deps = installation();
    const { key } = await createKey(deps, DESK);
    deps.clock.advance(5);
    await revokeKey(deps, { tenant: 'acme', id: key.id });
    expect(await deps.keys.find(key.id)).toEqual({ ...key, revokedAt: WALL_START + 5 });
    expect(await listKeys(deps, { tenant: 'acme', limit: 10 })).toEqual({ items: [], next: undefined });
  });

  test('answers the same for a second time, an unknown id and another tenant’s key', async () => {
    const deps = installation();
    const { key } = await createKey(deps, DESK);
    const refusal = async (tenant: string, id: string) =>
      revokeKey(deps, { tenant, id }).then(
        () => 'revoked',
        ({ code, message }: { code: string; message: string }) => [code, message.replace(id, '<id>')],
      );
    const absent = ['NOT_FOUND', 'There is no API key "<id>".'];
    expect(await refusal('other', key.id)).toEqual(absent);
    expect(await deps.keys.find(key.id)).toEqual(key);
    expect(await refusal('acme', 'key_never')).toEqual(absent);
    expect(await refusal('acme', key.id)).toBe('revoked');
    expect(await refusal('acme', key.id)).toEqual(absent);
  });
});
