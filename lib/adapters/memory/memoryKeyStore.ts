import type { ApiKey, KeyStore } from '../../ports/KeyStore';
import { copyOf } from './copyOf';

/** API keys in memory. */
export function memoryKeyStore(): KeyStore {
  const keys = new Map<string, ApiKey>();
  return {
    async find(keyId) {
      const key = keys.get(keyId);
      return key && copyOf(key);
    },
    async put(key) {
      keys.set(key.id, copyOf(key));
    },
  };
}
