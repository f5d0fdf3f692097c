import type { ApiKey, KeyStore } from '../../lib/ports/KeyStore';
import { unique } from '../support/unique';

const keyOf = (change: Partial<ApiKey> = {}): ApiKey => ({
  id: unique('key'),
  tenant: 'local',
  name: 'desk',
  scopes: ['read', 'write'],
  secretHash: 'ab'.repeat(32),
  createdAt: Date.UTC(2026, 10, 1),
  ...change,
});

export function keyStoreLaws(make: () => KeyStore): void {
  describe('a key store', () => {
    it('finds a key by its id', async () => {
      const store = make();
      const key = keyOf({ expiresAt: Date.UTC(2027, 0, 1) });
      await store.put(key);
      expect(await store.find(key.id)).toEqual(key);
    });

    it('finds a revocation at once', async () => {
      const store = make();
      const key = keyOf();
      await store.put(key);
      await store.put({ ...key, revokedAt: 5 });
      expect(await store.find(key.id)).toEqual({ ...key, revokedAt: 5 });
    });

    it.each([
      { id: unique('key'), law: 'nobody has' },
      { id: '', law: 'is empty' },
      { id: 'é'.repeat(1_500), law: 'is longer than any' },
    ])('finds nothing under an id that $law', async ({ id }) => {
      expect(await make().find(id)).toBeUndefined();
    });
  });
}
