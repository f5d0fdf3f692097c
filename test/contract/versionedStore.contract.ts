import type { Versioned, VersionedStore } from '../../lib/ports/VersionedStore';
import { unique } from '../support/unique';

/** `made` gives a thing with a tenant and an id of its own, at version 1; `renamed` changes what is in it. */
export function versionedStoreLaws<Stored extends Versioned>(
  noun: string,
  make: () => VersionedStore<Stored>,
  made: (change?: Partial<Versioned>) => Stored,
  renamed: (stored: Stored, name: string) => Stored,
): void {
  describe(`a store of ${noun}s`, () => {
    it('gives back what was created, to its tenant only', async () => {
      const store = make();
      const stored = made();
      await store.create(stored);
      expect(await store.get(stored.tenant, stored.id)).toEqual(stored);
      expect(await store.get(unique('tenant'), stored.id)).toBeUndefined();
      expect(await store.get(stored.tenant, unique('id'))).toBeUndefined();
    });

    it('finds nothing under an id that is longer than any', async () => {
      const stored = made();
      expect(await make().get(stored.tenant, 'x'.repeat(3_000))).toBeUndefined();
    });

    it('takes a write that stands already for done: its answer may have been lost', async () => {
      const store = make();
      const stored = made();
      await store.create(stored);
      await store.create(stored);
      await store.replace({ ...stored, version: 2 }, 1);
      await store.replace({ ...stored, version: 2 }, 1);
      expect(await store.get(stored.tenant, stored.id)).toEqual({ ...stored, version: 2 });
    });

    it('does not create a second one with an id', async () => {
      const store = make();
      const stored = made();
      await store.create(stored);
      await expect(store.create({ ...stored, version: 2 })).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
      expect(await store.get(stored.tenant, stored.id)).toEqual(stored);
    });

    it('replaces the version that was read', async () => {
      const store = make();
      const stored = made();
      await store.create(stored);
      const edited = renamed({ ...stored, version: 2 }, 'edited');
      await store.replace(edited, 1);
      expect(await store.get(stored.tenant, stored.id)).toEqual(edited);
    });

    it('refuses a stale version, naming it', async () => {
      const store = make();
      const stored = made();
      await store.create({ ...stored, version: 2 });
      const stale = {
        code: 'STORE_CONFLICT',
        message: expect.stringMatching(`The ${noun} .*"1"`) as string,
      };
      await expect(store.replace({ ...stored, version: 3 }, 1)).rejects.toMatchObject(stale);
      await expect(store.remove(stored.tenant, stored.id, 1)).rejects.toMatchObject(stale);
      expect((await store.get(stored.tenant, stored.id))?.version).toBe(2);
    });

    it('says that one is gone', async () => {
      const store = make();
      const stored = made();
      await store.create(stored);
      await store.remove(stored.tenant, stored.id, 1);
      expect(await store.get(stored.tenant, stored.id)).toBeUndefined();
      await expect(store.replace(stored, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(store.remove(stored.tenant, stored.id, 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });

    it('lets one of two editors of a version win', async () => {
      const store = make();
      const stored = made();
      await store.create(stored);
      const edits = ['a', 'b', 'c'].map((name) => renamed({ ...stored, version: 2 }, name));
      const results = await Promise.allSettled(edits.map((edit) => store.replace(edit, 1)));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const winner = edits[results.findIndex(({ status }) => status === 'fulfilled')];
      expect(await store.get(stored.tenant, stored.id)).toEqual(winner);
    });

    it('lists a tenant’s things by id, page by page, and no other’s', async () => {
      const store = make();
      const tenant = unique('tenant');
      const ids = ['r1', 'r2', 'r3', 'r4', 'r5'];
      for (const id of ['r3', 'r1', 'r5', 'r2', 'r4']) await store.create(made({ tenant, id }));
      await store.create(made({ id: 'r0' }));
      const first = await store.list(tenant, 2);
      expect(first.items.map(({ id }) => id)).toEqual(ids.slice(0, 2));
      const second = await store.list(tenant, 2, first.next);
      expect(second.items.map(({ id }) => id)).toEqual(ids.slice(2, 4));
      const last = await store.list(tenant, 2, second.next);
      expect(last).toMatchObject({ items: [{ id: 'r5' }], next: undefined });
    });

    it('counts a tenant’s things, up to a number, and no other’s', async () => {
      const store = make();
      const tenant = unique('tenant');
      expect(await store.count(tenant, 3)).toBe(0);
      for (const id of ['r1', 'r2', 'r3', 'r4']) await store.create(made({ tenant, id }));
      await store.create(made({ id: 'r0' }));
      expect(await store.count(tenant, 10)).toBe(4);
      expect(await store.count(tenant, 3)).toBe(3);
      await store.remove(tenant, 'r1', 1);
      expect(await store.count(tenant, 10)).toBe(3);
    });

    it('does not promise a page where none follows', async () => {
      const store = make();
      const tenant = unique('tenant');
      expect(await store.list(tenant, 2)).toEqual({ items: [], next: undefined });
      await store.create(made({ tenant, id: 'r1' }));
      await store.create(made({ tenant, id: 'r2' }));
      expect((await store.list(tenant, 2)).next).toBeUndefined();
    });

    it('goes on after one that was deleted meanwhile', async () => {
      const store = make();
      const tenant = unique('tenant');
      for (const id of ['r1', 'r2', 'r3']) await store.create(made({ tenant, id }));
      const { next } = await store.list(tenant, 2);
      await store.remove(tenant, 'r2', 1);
      expect((await store.list(tenant, 2, next)).items.map(({ id }) => id)).toEqual(['r3']);
    });
  });
}
