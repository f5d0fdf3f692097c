import type { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { dynamoCounters } from '../adapters/dynamodb/dynamoCounters';
import { dynamoRateBuckets } from '../adapters/dynamodb/dynamoRateBuckets';
import { dynamoVendorStandings } from '../adapters/dynamodb/dynamoVendorStandings';
import { gatheredMetrics, type Totals } from '../adapters/gatheredMetrics';
import { importedMarketClock } from '../adapters/imported/importedMarketClock';
import { importedMarketData } from '../adapters/imported/importedMarketData';
import { lazily } from '../adapters/lazily';
import { leasedRateLimit } from '../adapters/leasedRateLimit';
import { simulatedMarketClock } from '../adapters/simulator/simulatedMarketClock';
import { processCache } from '../adapters/processCache';
import { asyncCorrelation } from '../adapters/system/asyncCorrelation';
import { jitteredPause } from '../adapters/system/jitteredPause';
import { liveMarketClock } from '../adapters/system/liveMarketClock';
import { processClock } from '../adapters/system/processClock';
import { powertoolsLog } from '../adapters/system/powertoolsLog';
import { powertoolsMetrics } from '../adapters/system/powertoolsMetrics';
import { replayMarketClock } from '../adapters/system/replayMarketClock';
import { systemChance } from '../adapters/system/systemChance';
import { systemClock } from '../adapters/system/systemClock';
import { systemIds } from '../adapters/system/systemIds';
import { vendorBudget } from '../adapters/vendor/vendorBudget';
import type { ConfigOf, PARTS } from '../config';
import { allowanceOf, isPlayed, replayOf, simulatorOf, vendorsOf } from '../config';
import type { CallBudget } from '../ports/CallBudget';
import type { MarketClock } from '../ports/MarketClock';
import type { MarketData } from '../ports/MarketData';
import type { ModelStore } from '../ports/ModelStore';
import type { Queue } from '../ports/Queue';
import type { SavedAnswers } from '../ports/SavedAnswers';
import type { Subscriber } from '../ports/Subscriber';
import type { VendorWorld } from './openVendors';

type Aws = { readonly AWS_ENDPOINT_URL?: string | undefined };

/** Where AWS is: nowhere in particular, or an emulator. */
export const address = (config: Aws) => ({ endpoint: config.AWS_ENDPOINT_URL });

/** The time that bars are played at, or that of the market itself. */
export function marketClockOf(config: ConfigOf<typeof PARTS.source>): MarketClock {
  const clock = systemClock();
  if (!isPlayed(config.MARKET_DATA) && config.MARKET_CLOCK !== 'played') return liveMarketClock(clock);
  const replayed = replayMarketClock({ clock, ...replayOf(config) });
  if (config.MARKET_DATA === 'csv') return replayed;
  return simulatedMarketClock(replayed, replayMarketClock({ clock, ...simulatorOf(config) }));
}

/** What asks vendors is composed with. */
type Asker = Pick<VendorWorld, 'bars' | 'log' | 'metrics'> & {
  readonly db: ReturnType<typeof dynamoClient>;
};

type Fed = Aws & ConfigOf<typeof PARTS.source & typeof PARTS.ops>;

/** A key that was changed is known this much later. */
const KEYS_KEPT_MS = 300_000;

/** Keys of vendors that are not in the environment. */
function keysAt({ VENDOR_KEYS_PATH: path, ...config }: Fed): Pick<VendorWorld, 'keyNamed'> {
  if (path === undefined) return {};
  const kept = processCache<string | undefined>(
    { mostMs: KEYS_KEPT_MS, most: 10, chance: systemChance },
    processClock(),
  );
  const isKept = (key: string | undefined) => key !== undefined;
  const read = async (variable: string) =>
    (await import('../adapters/ssm/openParameters')).openParameters(address(config), path)(variable);
  return { keyNamed: (variable) => kept.get(variable, () => read(variable), { isKept }) };
}

/** Bars. Not every call asks the source: it is loaded by the first that does. */
function marketDataOf(config: Fed, { db, ...around }: Asker): MarketData {
  const { MARKET_DATA: source, MARKET_DATA_DIR: directory } = config;
  return lazily<MarketData>(async () => {
    if (source === 'replay')
      return (await import('./openReplayed')).openReplayed(directory, config.SIMULATOR_SEED);
    if (source === 'csv')
      return (await import('../adapters/csv/csvMarketData')).csvMarketData(directory, source);
    const standings = dynamoVendorStandings(db, config.OPS_TABLE);
    const barsKeptMs = config.CACHE_BARS_MS;
    const isStandIn = config.MARKET_CLOCK === 'played';
    const asking = { standings, clock: systemClock(), pause: jitteredPause, barsKeptMs, isStandIn };
    const world = { ...around, ...keysAt(config), ...asking };
    return (await import('./openVendors')).openVendors(vendorsOf(config, source), world);
  });
}

/** How often vendors may still be asked; what is played may be asked without end. */
export function budgetOf(config: Fed, db: ReturnType<typeof dynamoClient>): CallBudget {
  const { MARKET_DATA: source } = config;
  if (isPlayed(source)) return { callsLeft: async () => Number.POSITIVE_INFINITY };
  const vendors = vendorsOf(config, source);
  const limited = vendors.names.map((name) => ({ name, limits: vendors[name].limits }));
  const standings = dynamoVendorStandings(db, config.OPS_TABLE);
  return vendorBudget(limited, { standings, clock: systemClock() });
}

/** The feed, and beside it the bars that tenants have imported. */
export const feedBeside = (config: Fed, asker: Asker) => ({
  marketData: importedMarketData(marketDataOf(config, asker), asker.bars),
  marketClock: importedMarketClock(marketClockOf(config), systemClock()),
});

/** One for the process: what is caused by what does not depend on who asks. */
const correlation = asyncCorrelation();

/** What every door is composed with. */
const ground = (door: string) => ({
  clock: systemClock(),
  ids: systemIds(),
  log: powertoolsLog(door, correlation),
  correlation,
});

/** A request's counts wait for those of the next ones: a busy function does not write for each. */
const OF_REQUESTS = { everyMs: 5_000, waitMs: 250 };
const OF_WORK = { everyMs: 0, waitMs: 2_000 };

/** What a door is composed with that keeps no totals. */
export function groundOnly(door: string) {
  const standing = ground(door);
  return {
    ...standing,
    metrics: gatheredMetrics({ ...standing, emit: powertoolsMetrics(door, correlation) }),
  };
}

type CountedIn = readonly [db: ReturnType<typeof dynamoClient>, config: ConfigOf<typeof PARTS.ops>];

function counted(door: string, [db, config]: CountedIn, pace: Omit<Totals, 'store'>) {
  const standing = ground(door);
  const totals = { ...pace, store: dynamoCounters(db, config.OPS_TABLE) };
  const emit = powertoolsMetrics(door, correlation);
  return { ...standing, metrics: gatheredMetrics({ ...standing, emit, totals }) };
}

/** What a worker is composed with: it may rest for long after each invocation. */
export const workerWorld = (door: string, ...at: CountedIn) => counted(door, at, OF_WORK);

/** Not every call asks for a model: S3 is loaded by the first that does. */
export const inBucket = (config: Aws & { readonly MODELS_BUCKET: string }) => ({
  models: lazily<ModelStore>(async () =>
    (await import('../adapters/s3/openModels')).openModels(address(config), config.MODELS_BUCKET),
  ),
});

/**
 * What a door for API keys is composed with, and what stands before its use cases besides the keys. Few requests carry
 * an Idempotency-Key: what keeps their answers is loaded by the first that does.
 */
export function world(
  door: string,
  db: ReturnType<typeof dynamoClient>,
  config: Aws & ConfigOf<typeof PARTS.ops & typeof PARTS.rate>,
) {
  const around = counted(door, [db, config], OF_REQUESTS);
  const allowance = allowanceOf(config);
  const buckets = dynamoRateBuckets(db, config.OPS_TABLE, allowance);
  return {
    ...around,
    rateLimit: leasedRateLimit(buckets, allowance, around.clock),
    savedAnswers: lazily<SavedAnswers>(async () =>
      (await import('../adapters/dynamodb/openSavedAnswers')).openSavedAnswers(
        address(config),
        config.OPS_TABLE,
        around,
      ),
    ),
  };
}

/** A queue whose client is loaded by the first message. */
export const queueAt = <Message>(config: Aws, queueUrl: string) =>
  lazily<Queue<Message>>(async () =>
    (await import('../adapters/sqs/openQueue')).openQueue(address(config), queueUrl, {
      pause: jitteredPause,
      correlation,
    }),
  );

/** SNS is loaded by the first call that signs up, looks up or tells somebody. */
export const subscriberAt = (config: Aws & { readonly TENANT_TOPIC_PREFIX: string }) =>
  lazily<Subscriber>(async () =>
    (await import('../adapters/sns/openSubscriber')).openSubscriber(address(config), {
      tenantTopicPrefix: config.TENANT_TOPIC_PREFIX,
    }),
  );

/** Whether the bucket answers, asked by a client of its own. */
export const bucketProbe = (config: Aws & { readonly MODELS_BUCKET: string }) => ({
  name: 'models',
  check: async () =>
    (await import('../adapters/s3/openProbe'))
      .openProbe('models', address(config), config.MODELS_BUCKET)
      .check(),
});
