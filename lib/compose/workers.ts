import { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { dynamoJobStore } from '../adapters/dynamodb/dynamoJobStore';
import { inAlerts, inCore, inMarket } from '../adapters/dynamodb/dynamoStores';
import { lazily } from '../adapters/lazily';
import type { DeliveryMessage, TrainingMessage } from '../app/deps';
import { sweepNotes } from '../app/sweepNotes';
import type { Environment } from '../config';
import { PARTS, readConfig, subscriptionTimingOf, timingOf, topicsOf } from '../config';
import type { SeriesKey } from '../ports/InstanceStore';
import type { Notifier } from '../ports/Notifier';
import { budgetOf, feedBeside, PATIENT } from './marketFeed';
import { address, archiveIn, inBucket, queueAt, subscriberAt, workerWorld } from './parts';

/*
 * One straight-line maker per door. Each reads the variables of its own function and opens only the
 * clients that function uses, so that its bundle carries no others.
 */

const {
  aws,
  core,
  alerts,
  market,
  ops,
  models,
  source,
  timing,
  notify,
  evaluateQueue,
  deliverQueue,
  trainQueue,
} = PARTS;

export function composeTrainer(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...market, ...ops, ...models, ...source }, env);
  const db = dynamoClient(address(config));
  const { bars, splits } = inMarket(db, config.MARKET_TABLE);
  const jobs = dynamoJobStore(db, config.OPS_TABLE);
  const around = workerWorld('trainer', db, config);
  return {
    ...around,
    ...feedBeside(config, { ...around, db, bars, splits, patience: PATIENT }),
    ...inCore(db, config.CORE_TABLE),
    ...inBucket(config),
    archive: archiveIn(config),
    bars,
    splits,
    jobs,
  };
}

export function composeSweep(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...market, ...ops, ...evaluateQueue, ...source }, env);
  const db = dynamoClient(address(config));
  const queue = queueAt<SeriesKey>(config, config.EVALUATE_QUEUE_URL);
  const { bars, splits, cursors } = inMarket(db, config.MARKET_TABLE);
  const around = workerWorld('sweep', db, config);
  return {
    ...around,
    marketClock: feedBeside(config, { ...around, bars, splits, db }).marketClock,
    callBudget: budgetOf(config, db),
    sweepNotes: sweepNotes(),
    bars,
    cursors,
    instances: inCore(db, config.CORE_TABLE).instances,
    evaluateQueue: queue,
  };
}

export function composeDeliver(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...alerts, ...ops, ...notify, ...timing }, env);
  const db = dynamoClient(address(config));
  const stores = { ...inCore(db, config.CORE_TABLE), ...inAlerts(db, config.ALERTS_TABLE) };
  const around = workerWorld('deliver', db, config);
  const notifier = lazily<Notifier>(async () =>
    (await import('../adapters/sns/openNotifier')).openNotifier(
      address(config),
      topicsOf(config),
      around.log,
    ),
  );
  return { ...around, timing: timingOf(config), ...stores, notifier };
}

export function composeRetrain(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...ops, ...trainQueue }, env);
  const db = dynamoClient(address(config));
  return {
    ...workerWorld('retrain', db, config),
    ...inCore(db, config.CORE_TABLE),
    jobs: dynamoJobStore(db, config.OPS_TABLE),
    trainQueue: queueAt<TrainingMessage>(config, config.TRAIN_QUEUE_URL),
  };
}

export function composeReconcile(env: Environment) {
  const queues = { ...deliverQueue, ...trainQueue };
  const watched = { ...PARTS.tenantTopics, ...PARTS.subscribing };
  const tables = { ...core, ...alerts, ...market, ...ops };
  const config = readConfig({ ...aws, ...tables, ...queues, ...timing, ...watched }, env);
  const db = dynamoClient(address(config));
  return {
    ...workerWorld('reconcile', db, config),
    timing: timingOf(config),
    subscriber: subscriberAt(config),
    subscriptionTiming: subscriptionTimingOf(config),
    ...inCore(db, config.CORE_TABLE),
    ...inAlerts(db, config.ALERTS_TABLE),
    bars: inMarket(db, config.MARKET_TABLE).bars,
    jobs: dynamoJobStore(db, config.OPS_TABLE),
    deliverQueue: queueAt<DeliveryMessage>(config, config.DELIVER_QUEUE_URL),
    trainQueue: queueAt<TrainingMessage>(config, config.TRAIN_QUEUE_URL),
  };
}
