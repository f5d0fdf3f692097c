import { memoryKeyStore } from '../../../../lib/adapters/memory/memoryKeyStore';
import { authenticate } from '../../../../lib/entry/http/authenticate';
import { KEYS } from '../../../support/servedWorld';
import { standingClock, WALL_START } from '../../../support/world';

async function guard() {
  const keys = memoryKeyStore();
  for (const key of KEYS) await keys.put(key);
  return { keys, clock: standingClock(WALL_START) };
}

test.each([
  ['a key without a dot is its own secret', 'Bearer local', 'local'],
  ['the scheme may be in any case', 'bEARER local-2', 'local-2'],
  ['a key with a secret names its tenant', 'Bearer reader.s3cret', 'local'],
  ['admin may do everything', 'Bearer admin', 'local'],
])('%s', async (_, header, tenant) => {
  await expect(authenticate(await guard(), header, 'read')).resolves.toMatchObject({ tenant });
});

test.each([
  ['no header', undefined, 'AUTH_MISSING'],
  ['another scheme', 'Basic bG9jYWw6', 'AUTH_INVALID'],
  ['a scheme without a key', 'Bearer ', 'AUTH_INVALID'],
  ['an unknown key', 'Bearer nobody', 'AUTH_INVALID'],
  ['a known key with a wrong secret', 'Bearer reader.wrong', 'AUTH_INVALID'],
  ['a known key with an empty secret', 'Bearer reader.', 'AUTH_INVALID'],
  ['an empty key id', 'Bearer .s3cret', 'AUTH_INVALID'],
  ['two headers that the gateway joined', 'Bearer local,Bearer local-2', 'AUTH_INVALID'],
  ['two tokens', 'Bearer local local', 'AUTH_INVALID'],
  ['an endless token', `Bearer ${'a'.repeat(257)}`, 'AUTH_INVALID'],
  ['a revoked key', 'Bearer revoked', 'AUTH_INVALID'],
  ['a key in the instant it expires', 'Bearer expired', 'AUTH_INVALID'],
  ['a key without the scope', 'Bearer reader.s3cret', 'AUTH_SCOPE'],
])('%s is refused', async (_, header, code) => {
  await expect(authenticate(await guard(), header, 'write')).rejects.toMatchObject({ code });
});

test('a key works until it expires', async () => {
  const { keys } = await guard();
  const clock = standingClock(WALL_START - 1);
  await expect(authenticate({ keys, clock }, 'Bearer expired', 'read')).resolves.toMatchObject({
    keyId: 'expired',
  });
});

test('a revoked key is refused by the very next request', async () => {
  const { keys, clock } = await guard();
  await authenticate({ keys, clock }, 'Bearer local', 'read');
  const key = await keys.find('local');
  await keys.put({ ...key!, revokedAt: WALL_START });
  await expect(authenticate({ keys, clock }, 'Bearer local', 'read')).rejects.toMatchObject({
    code: 'AUTH_INVALID',
  });
});
