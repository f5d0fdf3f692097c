import type { Versioned, VersionedStore } from '../../ports/VersionedStore';
import { Problem } from '../../problems';
import { copyOf } from './copyOf';

/** Things of tenants in memory; `noun` is what one of them is called in a sentence. */
export function memoryVersionedStore<Stored extends Versioned>(noun: string): VersionedStore<Stored> {
  const tenants = new Map<string, Map<string, Stored>>();
  const ofTenant = (tenant: string): Map<string, Stored> => {
    const own = tenants.get(tenant) ?? new Map<string, Stored>();
    tenants.set(tenant, own);
    return own;
  };

  const requireVersion = (tenant: string, id: string, expectedVersion: number): void => {
    const standing = ofTenant(tenant).get(id);
    if (standing === undefined) throw new Problem('NOT_FOUND', `No ${noun} has the id "${id}".`);
    if (standing.version !== expectedVersion) {
      throw new Problem(
        'STORE_CONFLICT',
        `The ${noun} "${id}" is no longer at version "${expectedVersion}": read it again.`,
      );
    }
  };

  const isDone = (stored: Stored): boolean => {
    const standing = ofTenant(stored.tenant).get(stored.id);
    return standing?.version === stored.version && JSON.stringify(standing) === JSON.stringify(stored);
  };

  return {
    async create(stored) {
      if (isDone(stored)) return;
      if (ofTenant(stored.tenant).has(stored.id)) {
        throw new Problem(
          'STORE_CONFLICT',
          `A ${noun} with the id "${stored.id}" exists: choose another id.`,
        );
      }
      ofTenant(stored.tenant).set(stored.id, copyOf(stored));
    },
    async get(tenant, id) {
      return ofTenant(tenant).get(id);
    },
    async list(tenant, limit, after) {
      const later = [...ofTenant(tenant).values()]
        .filter(({ id }) => after === undefined || id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const items = later.slice(0, limit);
      return { items, next: later.length > limit ? items.at(-1)?.id : undefined };
    },
    async count(tenant, most) {
      return Math.min(ofTenant(tenant).size, most);
    },
    async replace(stored, expectedVersion) {
      if (isDone(stored)) return;
      requireVersion(stored.tenant, stored.id, expectedVersion);
      ofTenant(stored.tenant).set(stored.id, copyOf(stored));
    },
    async remove(tenant, id, expectedVersion) {
      requireVersion(tenant, id, expectedVersion);
      ofTenant(tenant).delete(id);
    },
  };
}
