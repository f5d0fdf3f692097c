import { processCache } from '../adapters/processCache';
import { processClock } from '../adapters/system/processClock';
import { systemChance } from '../adapters/system/systemChance';
import type { Caches } from '../app/deps';
import type { ConfigOf, PARTS } from '../config';

/** What is kept at once: histories of 100 kB, models of some ten, and forecasts of a few. */
const MOST = { bars: 100, models: 100, forecasts: 500 };

type CachesConfig = ConfigOf<typeof PARTS.caches> & Pick<ConfigOf<typeof PARTS.source>, 'CACHE_BARS_MS'>;

/** Caches of this process, on a clock that nobody sets. */
export function cachesOf(config: CachesConfig, clock = processClock()): Caches {
  const cache = <Value>(mostMs: number, most: number) =>
    processCache<Value>({ mostMs, most, chance: systemChance }, clock);
  return {
    bars: cache(config.CACHE_BARS_MS, MOST.bars),
    models: cache(config.CACHE_MODELS_MS, MOST.models),
    forecasts: cache(config.CACHE_FORECASTS_MS, MOST.forecasts),
  };
}
