import { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { dynamoJobStore } from '../adapters/dynamodb/dynamoJobStore';
import { dynamoProbe } from '../adapters/dynamodb/dynamoProbe';
import { inAlerts, inCore, inMarket } from '../adapters/dynamodb/dynamoStores';
import type { DeliveryMessage, TrainingMessage } from '../app/deps';
import type { Environment } from '../config';
import { PARTS, readConfig, timingOf } from '../config';
import { address, bucketProbe, feed, inBucket, queueAt, world } from './parts';

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
  return { ...world('train'), ...feed(config), ...inCore(db, config.CORE_TABLE), jobs, trainQueue: queue };
}

const forecasting = (env: Environment, door: string) => {
  const config = readConfig({ ...aws, ...core, ...market, ...models, ...source }, env);
  const db = dynamoClient(address(config));
  return {
    ...world(door),
    ...feed(config),
    ...inCore(db, config.CORE_TABLE),
    ...inMarket(db, config.MARKET_TABLE),
    ...inBucket(config),
  };
};

export const composePredict = (env: Environment) => forecasting(env, 'predict');

export const composeRules = (env: Environment) => forecasting(env, 'rules');

/** What judging rules takes, at a caller's request as in a sweep. */
export const judging = (env: Environment, door: string) => {
  const tables = { ...core, ...alerts, ...market };
  const config = readConfig({ ...aws, ...tables, ...models, ...deliverQueue, ...source, ...timing }, env);
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

export const composeAlert = (env: Environment) => judging(env, 'alert');

export function composeAlerts(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...alerts }, env);
  const db = dynamoClient(address(config));
  return { ...world('alerts'), ...inCore(db, config.CORE_TABLE), ...inAlerts(db, config.ALERTS_TABLE) };
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
  const config = readConfig({ ...aws, ...core, ...source }, env);
  const { marketClock } = feed(config);
  const stores = inCore(dynamoClient(address(config)), config.CORE_TABLE);
  return { ...world('watchlists'), marketClock, ...stores };
}
