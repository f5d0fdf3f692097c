import type { Interval } from '../../market/interval';
import type { SeriesKey } from '../../ports/InstanceStore';
import type { ModelSlot } from '../../ports/ModelRegistry';
import { allShards, shardOf } from './shardOf';

/** The key of an item. Every layout of every table is in this file. */
export type Key = { readonly PK: string; readonly SK: string };

const INSTANCE_SHARDS = 4;
const ACTIVE_SHARDS = 16;
const OUTBOX_SHARDS = 16;

// core
export const tenantPartition = (tenant: string): string => `T#${tenant}`;
export const RULE_PREFIX = 'RULE#';
export const ruleKey = (tenant: string, id: string): Key => ({
  PK: tenantPartition(tenant),
  SK: `${RULE_PREFIX}${id}`,
});
export const WATCHLIST_PREFIX = 'WL#';
export const watchlistKey = (tenant: string, id: string): Key => ({
  PK: tenantPartition(tenant),
  SK: `${WATCHLIST_PREFIX}${id}`,
});
export const SUBSCRIPTION_PREFIX = 'SUB#';
export const subscriptionKey = (tenant: string, id: string): Key => ({
  PK: tenantPartition(tenant),
  SK: `${SUBSCRIPTION_PREFIX}${id}`,
});
/** Notes of when a subscription is due, in the order of time. */
export const SUBSCRIPTIONS_DUE = 'SUBDUE';
export const subscriptionDueKey = (dueAt: number, tenant: string, id: string): Key => ({
  PK: SUBSCRIPTIONS_DUE,
  SK: `${new Date(dueAt).toISOString()}#${tenant}#${id}`,
});
/** The first sort key after all notes that are due at `now`. */
export const subscriptionDueUntil = (now: number): string => new Date(now + 1).toISOString();
export const apiKeyKey = (keyId: string): Key => ({ PK: `K#${keyId}`, SK: 'META' });
export const KEY_ENTRY_PREFIX = 'KEY#';
export const keyEntryKey = (tenant: string, keyId: string): Key => ({
  PK: tenantPartition(tenant),
  SK: `${KEY_ENTRY_PREFIX}${keyId}`,
});
export const REPROJECTIONS = 'FOLLOW';
export const reprojectionKey = (tenant: string, id: string): Key => ({
  PK: REPROJECTIONS,
  SK: `${tenant}#${id}`,
});

const seriesShard = (key: SeriesKey, shard: number): string => `SYM#${key.series}#${key.interval}#${shard}`;
export const instancePartitions = (key: SeriesKey): readonly string[] =>
  allShards(INSTANCE_SHARDS).map((shard) => seriesShard(key, shard));
export const instanceKey = (key: SeriesKey, tenant: string, ruleId: string): Key => ({
  PK: seriesShard(key, shardOf(`${tenant}#${ruleId}`, INSTANCE_SHARDS)),
  SK: `R#${tenant}#${ruleId}`,
});

export const activePartitions = (): readonly string[] =>
  allShards(ACTIVE_SHARDS).map((shard) => `ACT#${shard}`);
export const activeKey = ({ series, interval }: SeriesKey): Key => {
  const name = `${series}#${interval}`;
  return { PK: `ACT#${shardOf(name, ACTIVE_SHARDS)}`, SK: name };
};

const slotPartition = (slot: ModelSlot): string =>
  `M#${slot.owner}#${slot.series}#${slot.interval}#${slot.horizonBars}bars`;
export const rolesKey = (slot: ModelSlot): Key => ({ PK: slotPartition(slot), SK: 'ROLES' });
export const modelKey = (slot: ModelSlot, id: string): Key => ({
  PK: slotPartition(slot),
  SK: `MODEL#${id}`,
});
export const modelListPartition = (owner: string): string => `MODELS#${owner}`;
export const modelPointerKey = (owner: string, id: string): Key => ({
  PK: modelListPartition(owner),
  SK: id,
});

// alerts
export const alertPartition = (id: string): string => `A#${id}`;
export const alertKey = (id: string): Key => ({ PK: alertPartition(id), SK: 'META' });
export const DELIVERY_PREFIX = 'D#';
export const deliveryKey = (alertId: string, targetId: string): Key => ({
  PK: alertPartition(alertId),
  SK: `${DELIVERY_PREFIX}${targetId}`,
});
export const outboxPartition = (alertId: string): string => `OB#${shardOf(alertId, OUTBOX_SHARDS)}`;
export const outboxPartitions = (): readonly string[] =>
  allShards(OUTBOX_SHARDS).map((shard) => `OB#${shard}`);

// market
export const barPartition = (series: string, interval: Interval): string => `B#${series}#${interval}`;
export const barKey = (series: string, interval: Interval, startAt: number): Key => ({
  PK: barPartition(series, interval),
  SK: new Date(startAt).toISOString(),
});
export const correctionPartition = (series: string, interval: Interval): string => `BC#${series}#${interval}`;
export const correctionKey = (series: string, interval: Interval, startAt: number): Key => ({
  PK: correctionPartition(series, interval),
  SK: new Date(startAt).toISOString(),
});
export const splitPartition = (symbol: string): string => `SP#${symbol}`;
export const splitKey = (symbol: string, at: number): Key => ({
  PK: splitPartition(symbol),
  SK: new Date(at).toISOString(),
});
export const stretchKey = (series: string, interval: Interval): Key => ({
  PK: `W#${series}#${interval}`,
  SK: 'WHOLE',
});
export const cursorKey = (series: string, interval: Interval): Key => ({
  PK: `C#${series}#${interval}`,
  SK: 'CURSOR',
});

// ops
export const jobKey = (tenant: string, id: string): Key => ({ PK: `J#${tenant}`, SK: `JOB#${id}` });
export const savedAnswersPartition = (tenant: string): string => `I#${tenant}`;
/** Beside its answer; `name` is the hash of a request. */
export const attemptKey = (tenant: string, name: string): Key => ({
  PK: savedAnswersPartition(tenant),
  SK: `ATTEMPT#${name}`,
});
export const rateBucketKey = (keyId: string): Key => ({ PK: `R#${keyId}`, SK: 'BUCKET' });
export const vendorKey = (vendor: string): Key => ({ PK: `V#${vendor}`, SK: 'STANDING' });
/** Of a tenant, or of the deployment, which has no name. */
export const counterPartition = (tenant = ''): string => `N#${tenant}`;
export const counterKey = (tenant: string | undefined, series: string): Key => ({
  PK: counterPartition(tenant),
  SK: series,
});
export const UNFINISHED_JOBS = 'JOBS';
