import { processCache } from '../../lib/adapters/processCache';
import type { Caches } from '../../lib/app/deps';
import type { Cache } from '../../lib/ports/Cache';

/** Caches as a deployed function has them, on a clock that a test moves. */
export function cachesOn(clock: { now(): number }): Caches {
  const cache = <Value>(mostMs: number) => processCache<Value>({ mostMs, most: 500, chance: () => 0 }, clock);
  return { bars: cache(60_000), models: cache(3_600_000), forecasts: cache(300_000) };
}

const keepingNothing = <Value>(): Cache<Value> => ({ get: (_name, make) => make() });

/** Of a process in which everything is read for the first time. */
export const noCaches = (): Caches => ({
  bars: keepingNothing(),
  models: keepingNothing(),
  forecasts: keepingNothing(),
});
