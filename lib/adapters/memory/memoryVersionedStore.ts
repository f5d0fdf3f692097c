import type { Versioned, VersionedStore } from '../../ports/VersionedStore';
import { Problem } from '../../problems';
import { copyOf } from './copyOf';

/** Things of tenants in memory; `noun` is what one of them is called in a sentence. */
export function memoryVersionedStore<Stored extends Versioned>(noun: string): VersionedStore<Stored> {
  const all = new Map<string, Stored>();
  const keyOf = (tenant: string, id: string) => `${tenant}#${id}`;

  const requireVersion = (tenant: string, id: string, expectedVersion: number): void => {
    const standing = all.get(keyOf(tenant, id));
    if (standing === undefined) throw new Problem('NOT_FOUND', `No ${noun} has the id "${id}".`);
    if (standing.version !== expectedVersion) {
      throw new Problem(
        'STORE_CONFLICT',
        `The ${noun} "${id}" is no longer at version "${expectedVersion}": read it again.`,
      );
    }
  };

  const isDone = (stored: Stored): boolean =>
    JSON.stringify(all.get(keyOf(stored.tenant, stored.id))) === JSON.stringify(stored);

  return {
    async create(stored) {
      if (isDone(stored)) return;
      if (all.has(keyOf(stored.tenant, stored.id))) {
        throw new Problem(
          'STORE_CONFLICT',
          `A ${noun} with the id "${stored.id}" exists: choose another id.`,
        );
      }
      all.set(keyOf(stored.tenant, stored.id), copyOf(stored));
    },
    async get(tenant, id) {
      return all.get(keyOf(tenant, id));
    },
    async list(tenant, limit, after) {
      const later = [...all.values()]
        .filter((stored) => stored.tenant === tenant && (after === undefined || stored.id > after))
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const items = later.slice(0, limit);
      return { items, next: later.length > limit ? items.at(-1)?.id : undefined };
    },
    async count(tenant, most) {
      const own = [...all.values()].filter((stored) => stored.tenant === tenant);
      return Math.min(own.length, most);
    },
    async replace(stored, expectedVersion) {
      if (isDone(stored)) return;
      requireVersion(stored.tenant, stored.id, expectedVersion);
      all.set(keyOf(stored.tenant, stored.id), copyOf(stored));
    },
    async remove(tenant, id, expectedVersion) {
      requireVersion(tenant, id, expectedVersion);
      all.delete(keyOf(tenant, id));
    },
  };
}
