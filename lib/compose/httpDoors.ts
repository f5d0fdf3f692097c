import { boundedProbe } from '../adapters/boundedProbe';
import { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { dynamoCounters } from '../adapters/dynamodb/dynamoCounters';
import { dynamoJobStore } from '../adapters/dynamodb/dynamoJobStore';
import { dynamoProbe } from '../adapters/dynamodb/dynamoProbe';
import { inAlerts, inCore, inMarket } from '../adapters/dynamodb/dynamoStores';
import { systemSecrets } from '../adapters/system/systemSecrets';
import type { DeliveryMessage, Deps, TrainingMessage } from '../app/deps';
import type { ConfigOf, Environment } from '../config';
import { PARTS, readConfig, subscriptionTimingOf, timingOf } from '../config';
import { cachesOf } from './caches';
import { feedBeside, liveQuotesOf, marketClockOf, PATIENT } from './marketFeed';
import {
  address,
  archiveIn,
  bucketProbe,
  inBucket,
  queueAt,
  subscriberAt,
  groundOnly,
  workerWorld,
  world,
} from './parts';

/*
 * One straight-line maker per door. Each reads the variables of its own function and opens only the
 * clients that function uses, so that its bundle carries no others.
 */

const { aws, core, alerts, market, ops, models, source, timing, deliverQueue, trainQueue } = PARTS;

/** What every door takes that an API key asks at. */
const asked = { ...aws, ...core, ...ops, ...PARTS.rate };

export const composePublic = () => groundOnly('public');

/** Whoever asks whether all is well is not kept waiting by what is not. */
const PROBE_MS = 2_000;

export function composeReady(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...alerts, ...market, ...ops, ...models }, env);
  const db = dynamoClient(address(config));
  const probes = [
    dynamoProbe('core', db, config.CORE_TABLE),
    dynamoProbe('alerts', db, config.ALERTS_TABLE),
    dynamoProbe('market', db, config.MARKET_TABLE),
    dynamoProbe('ops', db, config.OPS_TABLE),
    bucketProbe(config),
  ];
  return { ...groundOnly('ready'), probes: probes.map((probe) => boundedProbe(probe, PROBE_MS)) };
}

/** What queues training jobs is composed with. */
function queueing(env: Environment, door: string) {
  const config = readConfig({ ...asked, ...market, ...models, ...trainQueue, ...source }, env);
  const db = dynamoClient(address(config));
  const { bars, splits } = inMarket(db, config.MARKET_TABLE);
  const jobs = dynamoJobStore(db, config.OPS_TABLE);
  const queue = queueAt<TrainingMessage>(config, config.TRAIN_QUEUE_URL);
  const stores = { ...inCore(db, config.CORE_TABLE), archive: archiveIn(config), bars, jobs };
  const around = world(door, db, config);
  const feed = feedBeside(config, { ...around, db, bars, splits });
  return { config, deps: { ...around, ...feed, ...stores, trainQueue: queue } };
}

export const composeTrain = (env: Environment) => queueing(env, 'train').deps;

const forecasting = (env: Environment, door: string) => {
  const config = readConfig({ ...asked, ...market, ...models, ...source, ...PARTS.caches }, env);
  const db = dynamoClient(address(config));
  const kept = inMarket(db, config.MARKET_TABLE);
  const around = world(door, db, config);
  return {
    ...around,
    caches: cachesOf(config),
    ...feedBeside(config, { ...around, ...kept, db }),
    ...inCore(db, config.CORE_TABLE),
    ...kept,
    ...inBucket(config),
  };
};

export const composePredict = (env: Environment) => forecasting(env, 'predict');

export const composeRules = (env: Environment) => forecasting(env, 'rules');

const judgingParts = {
  ...aws,
  ...core,
  ...alerts,
  ...market,
  ...models,
  ...deliverQueue,
  ...ops,
  ...source,
  ...timing,
  ...PARTS.caches,
};

/** What judging rules takes besides, at a caller's request as in a sweep. */
function judging<Around extends Pick<Deps, 'log' | 'metrics'>>(
  around: Around,
  config: ConfigOf<typeof judgingParts>,
  { db, ...more }: { readonly db: ReturnType<typeof dynamoClient>; readonly patience?: typeof PATIENT },
) {
  const kept = inMarket(db, config.MARKET_TABLE);
  return {
    ...around,
    ...feedBeside(config, { ...around, ...kept, ...more, db }),
    caches: cachesOf(config),
    timing: timingOf(config),
    ...inCore(db, config.CORE_TABLE),
    ...inAlerts(db, config.ALERTS_TABLE),
    ...kept,
    ...inBucket(config),
    deliverQueue: queueAt<DeliveryMessage>(config, config.DELIVER_QUEUE_URL),
  };
}

export function composeEvaluate(env: Environment) {
  const config = readConfig(judgingParts, env);
  const db = dynamoClient(address(config));
  return judging(workerWorld('evaluate', db, config), config, { db, patience: PATIENT });
}

export function composeAlert(env: Environment) {
  const config = readConfig({ ...judgingParts, ...asked }, env);
  const db = dynamoClient(address(config));
  return judging(world('alert', db, config), config, { db });
}

export function composeAlerts(env: Environment) {
  const config = readConfig({ ...asked, ...alerts }, env);
  const db = dynamoClient(address(config));
  const stores = { ...inCore(db, config.CORE_TABLE), ...inAlerts(db, config.ALERTS_TABLE) };
  return { ...world('alerts', db, config), ...stores };
}

export function composeModels(env: Environment) {
  const { config, deps } = queueing(env, 'models');
  return { ...deps, ...inBucket(config) };
}

export function composeSubscriptions(env: Environment) {
  const config = readConfig({ ...asked, ...PARTS.tenantTopics, ...PARTS.subscribing }, env);
  const db = dynamoClient(address(config));
  return {
    ...world('subscriptions', db, config),
    ...inCore(db, config.CORE_TABLE),
    subscriber: subscriberAt(config),
    subscriptionTiming: subscriptionTimingOf(config),
  };
}

export function composeBars(env: Environment) {
  const config = readConfig({ ...asked, ...market, ...source }, env);
  const db = dynamoClient(address(config));
  const kept = inMarket(db, config.MARKET_TABLE);
  const stores = { ...inCore(db, config.CORE_TABLE), ...kept };
  const around = world('bars', db, config);
  const liveQuotes = liveQuotesOf(config, { ...around, db });
  return { ...around, ...feedBeside(config, { ...around, ...kept, db }), liveQuotes, ...stores };
}

export function composeCalendar(env: Environment) {
  const config = readConfig(asked, env);
  const db = dynamoClient(address(config));
  return { ...world('calendar', db, config), ...inCore(db, config.CORE_TABLE) };
}

export function composeWatchlists(env: Environment) {
  const config = readConfig({ ...asked, ...market, ...source }, env);
  const marketClock = marketClockOf(config);
  const db = dynamoClient(address(config));
  const { bars } = inMarket(db, config.MARKET_TABLE);
  const stores = { ...inCore(db, config.CORE_TABLE), bars };
  return { ...world('watchlists', db, config), marketClock, ...stores };
}

export function composeKeys(env: Environment) {
  const config = readConfig(asked, env);
  const db = dynamoClient(address(config));
  return { ...world('keys', db, config), ...inCore(db, config.CORE_TABLE), secrets: systemSecrets() };
}

export function composeMetrics(env: Environment) {
  const config = readConfig(asked, env);
  const db = dynamoClient(address(config));
  const counters = dynamoCounters(db, config.OPS_TABLE);
  const stores = { ...inCore(db, config.CORE_TABLE), counters };
  return { ...world('metrics', db, config), ...stores };
}
