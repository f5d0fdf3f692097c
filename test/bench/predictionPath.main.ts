import { readFileSync, writeFileSync } from 'node:fs';
import type { Context } from 'aws-lambda';
import { quantile } from 'simple-statistics';
import { gatheredMetrics } from '../../lib/adapters/gatheredMetrics';
import { memorySplitBook } from '../../lib/adapters/memory/memorySplitBook';
import { memoryBarStore } from '../../lib/adapters/memory/memoryBarStore';
import { memoryCounters } from '../../lib/adapters/memory/memoryCounters';
import { memoryKeyStore } from '../../lib/adapters/memory/memoryKeyStore';
import { memoryMarketData } from '../../lib/adapters/memory/memoryMarketData';
import { memoryModelRegistry } from '../../lib/adapters/memory/memoryModelRegistry';
import { memoryRateLimit } from '../../lib/adapters/memory/memoryRateLimit';
import { memorySavedAnswers } from '../../lib/adapters/memory/memorySavedAnswers';
import { memoryModelStore } from '../../lib/adapters/memory/memoryModelStore';
import { httpDoor } from '../../lib/entry/http/httpDoor';
import { asyncCorrelation } from '../../lib/adapters/system/asyncCorrelation';
import { powertoolsMetrics } from '../../lib/adapters/system/powertoolsMetrics';
import { systemIds } from '../../lib/adapters/system/systemIds';
import { forecastRoutes } from '../../lib/entry/routes/forecasts';
import type { RawBar } from '../../lib/market/bar';
import type { ModelCard } from '../../lib/models/modelCard';
import type { ApiKey } from '../../lib/ports/KeyStore';
import type { ModelSlot } from '../../lib/ports/ModelRegistry';
import { noCaches } from '../support/caches';
import { httpEvent } from '../support/httpEvent';

/** What the parent process prepared: the bars, and a model that it trained on them. */
export type Prepared = {
  readonly symbol: string;
  readonly bars: readonly RawBar[];
  readonly marketNow: number;
  readonly key: ApiKey;
  readonly slot: ModelSlot;
  readonly card: ModelCard;
  readonly artifact: string;
};

const WARM_UP_CALLS = 500;
const CALLS = 1_000;

async function preparedDeps(prepared: Prepared) {
  const { symbol, bars, marketNow, key, slot, card, artifact } = prepared;
  const clock = { now: () => marketNow };
  const correlation = asyncCorrelation();
  const log = { info() {}, warn() {}, error() {} };
  const deps = {
    clock,
    log,
    correlation,
    metrics: gatheredMetrics({
      emit: powertoolsMetrics('predict', correlation),
      totals: { store: memoryCounters(), everyMs: 0, waitMs: 1_000 },
      clock,
      log,
    }),
    marketClock: { now: () => marketNow, ended: () => false },
    marketData: memoryMarketData([{ symbol, interval: '1d', bars }]),
    bars: memoryBarStore(),
    splits: memorySplitBook(),
    caches: noCaches(),
    keys: memoryKeyStore(),
    models: memoryModelStore(),
    registry: memoryModelRegistry(),
    rateLimit: memoryRateLimit({ ratePerSecond: 1_000, burst: 1_000_000 }, clock),
    savedAnswers: memorySavedAnswers(clock, systemIds()),
  };
  await deps.keys.put(key);
  await deps.models.put(card.artifactKey, artifact);
  await deps.registry.putCard(slot, card);
  await deps.registry.setRoles(slot, { champion: card.id, version: 1 }, 0);
  return deps;
}

const peakRssMb = (): number => process.resourceUsage().maxRSS / 1024;

/** Calls the prediction handler alone in its process, so that latency and peak memory are its own. */
async function main(): Promise<void> {
  const prepared = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as Prepared;
  const deps = await preparedDeps(prepared);
  const predict = httpDoor(forecastRoutes, () => deps);
  const levels = [0.97, 0.99, 1.01, 1.03].map((share) => share * prepared.bars.at(-1)!.close);
  const event = httpEvent('POST /v1/predict', { body: { symbol: prepared.symbol, levels } });
  const millis: number[] = [];
  let firstPeakMb = 0;
  for (let call = 0; call < WARM_UP_CALLS + CALLS; call += 1) {
    const began = performance.now();
    const answer = await predict(event, { awsRequestId: 'bench' } as Context);
    const took = performance.now() - began;
    if (answer.statusCode !== 200) throw new Error(`the prediction failed: ${answer.body}`);
    if (call === 0) firstPeakMb = peakRssMb();
    if (call >= WARM_UP_CALLS) millis.push(took);
  }
  writeFileSync(
    process.argv[3]!,
    JSON.stringify({
      p50Ms: quantile(millis, 0.5),
      p99Ms: quantile(millis, 0.99),
      firstPeakMb,
      peakMb: peakRssMb(),
    }),
  );
}

void main();
