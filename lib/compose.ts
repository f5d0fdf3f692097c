import { csvMarketData } from './adapters/csv/csvMarketData';
import { dynamoActiveSeries } from './adapters/dynamodb/dynamoActiveSeries';
import { dynamoClient } from './adapters/dynamodb/dynamoClient';
import { dynamoJobStore } from './adapters/dynamodb/dynamoJobStore';
import { dynamoProbe } from './adapters/dynamodb/dynamoProbe';
import { inAlerts, inCore, inMarket } from './adapters/dynamodb/dynamoStores';
import { lazily } from './adapters/lazily';
import { snsClient } from './adapters/sns/snsClient';
import { snsSubscriber } from './adapters/sns/snsSubscriber';
import { jitteredPause } from './adapters/system/jitteredPause';
import { powertoolsLog } from './adapters/system/powertoolsLog';
import { replayMarketClock } from './adapters/system/replayMarketClock';
import { systemClock } from './adapters/system/systemClock';
import { systemIds } from './adapters/system/systemIds';
import type { DeliveryMessage, TrainingMessage } from './app/deps';
import type { ConfigOf, Environment } from './config';
import { PARTS, readConfig, replayOf, timingOf, topicsOf } from './config';
import type { SeriesKey } from './ports/InstanceStore';
import type { ModelStore } from './ports/ModelStore';
import type { Notifier } from './ports/Notifier';
import type { Queue } from './ports/Queue';

/*
 * One straight-line maker per door. Each reads the variables of its own function and opens only the
 * clients that function uses, so that its bundle carries no others.
 */

const { aws, core, alerts, market, ops, models, source, timing, notify } = PARTS;
const { evaluateQueue, deliverQueue, trainQueue } = PARTS;

type Aws = { readonly AWS_ENDPOINT_URL?: string | undefined };

const address = (config: Aws) => ({ endpoint: config.AWS_ENDPOINT_URL });

const feed = (config: ConfigOf<typeof source>) => ({
  marketData: csvMarketData(config.MARKET_DATA_DIR, config.MARKET_DATA),
  marketClock: replayMarketClock({ clock: systemClock(), ...replayOf(config) }),
});

const world = (door: string) => ({ clock: systemClock(), ids: systemIds(), log: powertoolsLog(door) });

/** Not every call asks for a model or sends a message: S3 and SQS are loaded by the first that does. */
const inBucket = (config: Aws & { readonly MODELS_BUCKET: string }) => ({
  models: lazily<ModelStore>(async () =>
    (await import('./adapters/s3/openModels')).openModels(address(config), config.MODELS_BUCKET),
  ),
});

const queueAt = <Message>(config: Aws, queueUrl: string) =>
  lazily<Queue<Message>>(async () =>
    (await import('./adapters/sqs/openQueue')).openQueue(address(config), queueUrl, jitteredPause),
  );

const bucketProbe = (config: Aws & { readonly MODELS_BUCKET: string }) => ({
  name: 'models',
  check: async () =>
    (await import('./adapters/s3/openProbe'))
      .openProbe('models', address(config), config.MODELS_BUCKET)
      .check(),
});

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

export function composeTrainer(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...ops, ...models, ...source }, env);
  const db = dynamoClient(address(config));
  const jobs = dynamoJobStore(db, config.OPS_TABLE);
  return {
    ...world('trainer'),
    ...feed(config),
    ...inCore(db, config.CORE_TABLE),
    ...inBucket(config),
    jobs,
  };
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

const judging = (env: Environment, door: string) => {
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

export const composeEvaluate = (env: Environment) => judging(env, 'evaluate');

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

export function composeSweep(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...market, ...evaluateQueue, ...source }, env);
  const db = dynamoClient(address(config));
  const instances = dynamoActiveSeries(db, config.CORE_TABLE);
  const queue = queueAt<SeriesKey>(config, config.EVALUATE_QUEUE_URL);
  const stores = inMarket(db, config.MARKET_TABLE);
  return { ...world('sweep'), ...feed(config), ...stores, instances, evaluateQueue: queue };
}

export function composeDeliver(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...alerts, ...notify, ...timing }, env);
  const db = dynamoClient(address(config));
  const stores = { ...inCore(db, config.CORE_TABLE), ...inAlerts(db, config.ALERTS_TABLE) };
  const around = world('deliver');
  const notifier = lazily<Notifier>(async () =>
    (await import('./adapters/sns/openNotifier')).openNotifier(address(config), topicsOf(config), around.log),
  );
  return { ...around, timing: timingOf(config), ...stores, notifier };
}

export function composeReconcile(env: Environment) {
  const queues = { ...deliverQueue, ...trainQueue };
  const config = readConfig({ ...aws, ...core, ...alerts, ...ops, ...queues, ...timing }, env);
  const db = dynamoClient(address(config));
  return {
    ...world('reconcile'),
    timing: timingOf(config),
    ...inCore(db, config.CORE_TABLE),
    ...inAlerts(db, config.ALERTS_TABLE),
    jobs: dynamoJobStore(db, config.OPS_TABLE),
    deliverQueue: queueAt<DeliveryMessage>(config, config.DELIVER_QUEUE_URL),
    trainQueue: queueAt<TrainingMessage>(config, config.TRAIN_QUEUE_URL),
  };
}

/** A folder of bar files, looked at before anything runs. */
export const composeBarFiles = (directory: string) => csvMarketData(directory);

/** What an installation's first tenants, keys and subscriptions are made with. */
export function composeSeed(env: Environment) {
  const config = readConfig({ ...aws, ...core, ...notify }, env);
  const subscriber = snsSubscriber(snsClient(address(config)), topicsOf(config));
  return { ...world('seed'), ...inCore(dynamoClient(address(config)), config.CORE_TABLE), subscriber };
}
