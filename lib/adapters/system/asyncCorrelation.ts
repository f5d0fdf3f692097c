import { AsyncLocalStorage } from 'node:async_hooks';
import type { Correlation } from '../../ports/Correlation';

/** Follows work over every `await`: requests that one process serves at the same time are kept apart. */
export function asyncCorrelation(): Correlation {
  const storage = new AsyncLocalStorage<string>();
  return {
    within: (id, work) => storage.run(id, work),
    current: () => storage.getStore(),
  };
}
