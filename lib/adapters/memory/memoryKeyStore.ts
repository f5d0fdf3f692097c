import type { ApiKey, KeyStore } from '../../ports/KeyStore';
import { copyOf } from './copyOf';

/** API keys in memory. */
export function memoryKeyStore(): KeyStore {
  const keys = new Map<string, ApiKey>();
  return {
    async find(keyId) {
      return keys.get(keyId);
    },
    async put(key) {
      if (keys.get(key.id)?.revokedAt === undefined) keys.set(key.id, copyOf(key));
    },
    async list(tenant, limit, after) {
      const later = [...keys.values()]
        .filter((key) => key.tenant === tenant && key.revokedAt === undefined)
        .filter(({ id }) => after === undefined || id > after)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
      const items = later.slice(0, limit);
      return { items, next: later.length > limit ? items.at(-1)?.id : undefined };
    },
    async revoke(tenant, keyId, at) {
      const key = keys.get(keyId);
      if (key?.tenant !== tenant || key.revokedAt !== undefined) return false;
      keys.set(keyId, copyOf({ ...key, revokedAt: at }));
      return true;
    },
    async noteUse(keyId, at) {
      const key = keys.get(keyId);
      if (key === undefined || (key.lastUsedAt ?? -Infinity) >= at) return;
      keys.set(keyId, copyOf({ ...key, lastUsedAt: at }));
    },
  };
}
