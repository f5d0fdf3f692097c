import { processCache } from '../adapters/processCache';
import { processClock } from '../adapters/system/processClock';
import { systemChance } from '../adapters/system/systemChance';
import type { Caches } from '../app/deps';
import type { ConfigOf, PARTS } from '../config';

/** What is kept at once, of some kB each. */
const MOST = 500;

/** Caches of this process, on a clock that nobody sets. */
export function cachesOf(config: ConfigOf<typeof PARTS.caches>): Caches {
  const cache = <Value>(mostMs: number) =>
    processCache<Value>({ mostMs, most: MOST, chance: systemChance }, processClock());
  return {
    bars: cache(config.CACHE_BARS_MS),
    models: cache(config.CACHE_MODELS_MS),
    forecasts: cache(config.CACHE_FORECASTS_MS),
  };
}
