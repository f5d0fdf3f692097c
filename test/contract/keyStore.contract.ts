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

    it('lists a tenant’s keys by id, page by page, and no other’s', async () => {
      const store = make();
      const tenant = unique('tenant');
      const ids = ['a', 'b', 'c', 'd', 'e'].map((letter) => `${letter}-${tenant}`);
      const made = ids.map((id) => keyOf({ id, tenant, expiresAt: 1 }));
      for (const place of [2, 0, 4, 1, 3]) await store.put(made[place]!);
      await store.put(keyOf({ tenant: unique('tenant') }));
      expect(await store.list(tenant, 2)).toEqual({ items: made.slice(0, 2), next: ids[1] });
      expect(await store.list(tenant, 2, ids[1])).toEqual({ items: made.slice(2, 4), next: ids[3] });
      expect(await store.list(tenant, 2, ids[3])).toEqual({ items: made.slice(4), next: undefined });
      expect(await store.list(tenant, 5)).toEqual({ items: made, next: undefined });
      expect(await store.list(unique('tenant'), 5)).toEqual({ items: [], next: undefined });
    });

    it('lists a key once, however often it was written', async () => {
      const store = make();
      const key = keyOf({ tenant: unique('tenant') });
      await store.put(key);
      await store.put({ ...key, name: 'renamed' });
      expect((await store.list(key.tenant, 5)).items).toEqual([{ ...key, name: 'renamed' }]);
    });

    it('writes nothing over a key that is revoked', async () => {
      const store = make();
      const key = keyOf({ tenant: unique('tenant') });
      await store.put(key);
      expect(await store.revoke(key.tenant, key.id, 7)).toBe(true);
      await store.put({ ...key, name: 'renamed' });
      expect(await store.find(key.id)).toEqual({ ...key, revokedAt: 7 });
      expect((await store.list(key.tenant, 5)).items).toEqual([]);
    });

    it('fills its pages where revoked keys stand between', async () => {
      const store = make();
      const tenant = unique('tenant');
      const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((letter) => `${letter}-${tenant}`);
      for (const id of ids) await store.put(keyOf({ id, tenant }));
      // Written as revoked, they are left out like those that were revoked here.
      for (const id of ids.slice(0, 2)) await store.put(keyOf({ id, tenant, revokedAt: 3 }));
      for (const id of ids.slice(2, 5)) expect(await store.revoke(tenant, id, 4)).toBe(true);
      const first = await store.list(tenant, 2);
      expect([first.items.map(({ id }) => id), first.next]).toEqual([[ids[5], ids[6]], ids[6]]);
      const second = await store.list(tenant, 2, first.next);
      expect([second.items.map(({ id }) => id), second.next]).toEqual([[ids[7]], undefined]);
    });

    it('revokes once: the first instant stays, and the key is refused at once', async () => {
      const store = make();
      const key = keyOf({ tenant: unique('tenant') });
      await store.put(key);
      expect(await store.revoke(key.tenant, key.id, 7)).toBe(true);
      expect(await store.find(key.id)).toEqual({ ...key, revokedAt: 7 });
      expect(await store.revoke(key.tenant, key.id, 8)).toBe(false);
      expect(await store.find(key.id)).toEqual({ ...key, revokedAt: 7 });
      expect((await store.list(key.tenant, 5)).items).toEqual([]);
    });

    it('lets one of several revocations of a key win', async () => {
      const store = make();
      const key = keyOf({ tenant: unique('tenant') });
      await store.put(key);
      const won = await Promise.all([7, 8, 9].map((at) => store.revoke(key.tenant, key.id, at)));
      expect(won.filter(Boolean)).toHaveLength(1);
      expect((await store.find(key.id))?.revokedAt).toBe([7, 8, 9][won.indexOf(true)]);
    });

    it('revokes neither another tenant’s key nor one that never was', async () => {
      const store = make();
      const key = keyOf({ tenant: unique('tenant') });
      await store.put(key);
      expect(await store.revoke(unique('tenant'), key.id, 7)).toBe(false);
      expect(await store.revoke(key.tenant, unique('key'), 7)).toBe(false);
      expect(await store.revoke(key.tenant, 'é'.repeat(1_500), 7)).toBe(false);
      expect(await store.find(key.id)).toEqual(key);
      expect((await store.list(key.tenant, 5)).items).toEqual([key]);
    });

    it('notes the latest use and changes nothing else', async () => {
      const store = make();
      const key = keyOf({ tenant: unique('tenant') });
      await store.put(key);
      for (const at of [50, 40, 60]) await store.noteUse(key.id, at);
      expect(await store.find(key.id)).toEqual({ ...key, lastUsedAt: 60 });
      expect((await store.list(key.tenant, 5)).items).toEqual([{ ...key, lastUsedAt: 60 }]);
    });

    it('keeps a revocation and a use that meet', async () => {
      const store = make();
      const key = keyOf({ tenant: unique('tenant') });
      await store.put(key);
      await Promise.all([store.noteUse(key.id, 50), store.revoke(key.tenant, key.id, 51)]);
      await store.noteUse(key.id, 52);
      expect(await store.find(key.id)).toEqual({ ...key, revokedAt: 51, lastUsedAt: 52 });
    });

    it('makes no key of a use', async () => {
      const store = make();
      const id = unique('key');
      await store.noteUse(id, 50);
      expect(await store.find(id)).toBeUndefined();
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
