import { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { dynamoJobStore } from '../adapters/dynamodb/dynamoJobStore';
import { dynamoProbe } from '../adapters/dynamodb/dynamoProbe';
import { inAlerts, inCore, inMarket } from '../adapters/dynamodb/dynamoStores';
import { systemSecrets } from '../adapters/system/systemSecrets';
import type { DeliveryMessage, TrainingMessage } from '../app/deps';
import type { ConfigOf, Environment } from '../config';
import { PARTS, readConfig, subscriptionTimingOf, timingOf } from '../config';
import { address, bucketProbe, feed, inBucket, queueAt, savingIn, subscriberAt, world } from './parts';

/*
 * One straight-line maker per door. Each reads the variables of its own function and opens only the
 * clients that function uses, so that its bundle carries no others.
 */

const { aws, core, alerts, market, ops, models, source, timing, deliverQueue, trainQueue } = PARTS;

export const composePublic = () => world('public');

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
  return { ...world('ready'), probes };
}

export function composeTrain(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...ops, ...trainQueue, ...source }, env);
  const db = dynamoClient(address(config));
  const jobs = dynamoJobStore(db, config.OPS_TABLE);
  const queue = queueAt<TrainingMessage>(config, config.TRAIN_QUEUE_URL);
  const stores = { ...inCore(db, config.CORE_TABLE), ...savingIn(config), jobs };
  return { ...world('train'), ...feed(config), ...stores, trainQueue: queue };
}

const forecasting = (env: Environment, door: string) => {
  const config = readConfig({ ...aws, ...core, ...market, ...ops, ...models, ...source }, env);
  const db = dynamoClient(address(config));
  return {
    ...world(door),
    ...feed(config),
    ...inCore(db, config.CORE_TABLE),
    ...inMarket(db, config.MARKET_TABLE),
    ...savingIn(config),
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
  ...source,
  ...timing,
};

/** What judging rules takes, at a caller's request as in a sweep. */
const judging = (config: ConfigOf<typeof judgingParts>, door: string) => {
  const db = dynamoClient(address(config));
  return {
    ...world(door),
    ...feed(config),
    timing: timingOf(config),
    ...inCore(db, config.CORE_TABLE),
    ...inAlerts(db, config.ALERTS_TABLE),
    ...inMarket(db, config.MARKET_TABLE),
    ...inBucket(config),
    deliverQueue: queueAt<DeliveryMessage>(config, config.DELIVER_QUEUE_URL),
  };
};

export const composeEvaluate = (env: Environment) => judging(readConfig(judgingParts, env), 'evaluate');

export function composeAlert(env: Environment) {
  const config = readConfig({ ...judgingParts, ...ops }, env);
  return { ...judging(config, 'alert'), ...savingIn(config) };
}

export function composeAlerts(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...alerts, ...ops }, env);
  const db = dynamoClient(address(config));
  const stores = { ...inCore(db, config.CORE_TABLE), ...inAlerts(db, config.ALERTS_TABLE) };
  return { ...world('alerts'), ...stores, ...savingIn(config) };
}

export function composeModels(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...ops, ...models, ...trainQueue, ...source }, env);
  const db = dynamoClient(address(config));
  const jobs = dynamoJobStore(db, config.OPS_TABLE);
  const queue = queueAt<TrainingMessage>(config, config.TRAIN_QUEUE_URL);
  const stores = { ...inCore(db, config.CORE_TABLE), ...inBucket(config), ...savingIn(config), jobs };
  return { ...world('models'), ...feed(config), ...stores, trainQueue: queue };
}

export function composeSubscriptions(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...ops, ...PARTS.tenantTopics, ...PARTS.subscribing }, env);
  return {
    ...world('subscriptions'),
    ...inCore(dynamoClient(address(config)), config.CORE_TABLE),
    ...savingIn(config),
    subscriber: subscriberAt(config),
    subscriptionTiming: subscriptionTimingOf(config),
  };
}

export function composeBars(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...market, ...source }, env);
  const db = dynamoClient(address(config));
  const stores = { ...inCore(db, config.CORE_TABLE), ...inMarket(db, config.MARKET_TABLE) };
  return { ...world('bars'), ...feed(config), ...stores };
}

export function composeCalendar(env: Environment) {
  const config = readConfig({ ...aws, ...core }, env);
  return { ...world('calendar'), ...inCore(dynamoClient(address(config)), config.CORE_TABLE) };
}

export function composeWatchlists(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...ops, ...source }, env);
  const { marketClock } = feed(config);
  const stores = { ...inCore(dynamoClient(address(config)), config.CORE_TABLE), ...savingIn(config) };
  return { ...world('watchlists'), marketClock, ...stores };
}

export function composeKeys(env: Environment) {
  const config = readConfig({ ...aws, ...core }, env);
  const stores = inCore(dynamoClient(address(config)), config.CORE_TABLE);
  return { ...world('keys'), ...stores, secrets: systemSecrets() };
}
