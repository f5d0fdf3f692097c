import type { ModelStore } from '../../ports/ModelStore';

/** Trained models in memory. */
export function memoryModelStore(): ModelStore {
  const artifacts = new Map<string, string>();
  return {
    async put(key, artifactJson) {
      artifacts.set(key, artifactJson);
    },
    async get(key) {
      return artifacts.get(key);
    },
  };
}
