import type { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { dynamoCounters } from '../adapters/dynamodb/dynamoCounters';
import { dynamoRateBuckets } from '../adapters/dynamodb/dynamoRateBuckets';
import { gatheredMetrics, type Totals } from '../adapters/gatheredMetrics';
import { lazily } from '../adapters/lazily';
import { leasedRateLimit } from '../adapters/leasedRateLimit';
import { asyncCorrelation } from '../adapters/system/asyncCorrelation';
import { jitteredPause } from '../adapters/system/jitteredPause';
import { powertoolsLog } from '../adapters/system/powertoolsLog';
import { powertoolsMetrics } from '../adapters/system/powertoolsMetrics';
import { systemClock } from '../adapters/system/systemClock';
import { systemIds } from '../adapters/system/systemIds';
import type { ConfigOf, PARTS } from '../config';
import { allowanceOf } from '../config';
import type { BarArchive } from '../ports/BarArchive';
import type { ModelStore } from '../ports/ModelStore';
import type { Queue } from '../ports/Queue';
import type { SavedAnswers } from '../ports/SavedAnswers';
import type { Subscriber } from '../ports/Subscriber';

export type Aws = { readonly AWS_ENDPOINT_URL?: string | undefined };

/** Where AWS is: nowhere in particular, or an emulator. */
export const address = (config: Aws) => ({ endpoint: config.AWS_ENDPOINT_URL });

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

/** The archive of bars beside the models, loaded by the first that asks for it. */
export const archiveIn = (config: Aws & { readonly MODELS_BUCKET: string }) =>
  lazily<BarArchive>(async () =>
    (await import('../adapters/s3/openArchive')).openArchive(address(config), config.MODELS_BUCKET),
  );

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
