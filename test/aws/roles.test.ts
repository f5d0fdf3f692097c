import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeRules, composeSubscriptions, composeTrain } from '../../lib/compose/httpDoors';
import { composeSeed } from '../../lib/compose/seeding';
import { createResources } from '../../lib/local/resources';
import { seedKeys, seedSubscriptions } from '../../lib/local/seed';
import { writeReplayCsv } from '../../lib/local/writeReplayCsv';
import { recordAsked, type Recorder } from '../support/askedOfAws';
import { cloudAddress, createTables, type CloudTables } from '../support/awsCloud';
import { bodyOf, lambdaContext } from '../support/doorHandlers';
import { httpEvent, type RequestParts } from '../support/httpEvent';
import { allows, GRANTS, spoken } from '../support/iamSimulation';
import { ROOT } from '../support/repository';
import { unique } from '../support/unique';
import { GRANTS_FOR_VENDORS } from '../support/vendorGrants';
import { walkBars } from '../support/world';

const SESSION_MS = 250;
const SYMBOL = '^GSPC';

/** Fires on every other bar or so. */
const RULE = {
  dsl: '1',
  name: 'a rising close',
  targets: { symbols: [SYMBOL] },
  interval: '1d',
  trigger: { frequency: 'bar_close' },
  when: { op: '>', left: 'close', right: { lag: ['close', 1] } },
};

const WIDE = { op: '>', left: 'close', right: { ml: 'vol', at: '1bars' } };

/** Granted, and never asked for here, with the reason why it must be. */
const POSTED_TO = [
  'alert',
  'alerts',
  'bars',
  'models',
  'predict',
  'rules',
  'subscriptions',
  'train',
  'watchlists',
];

const ASKED_FOR = [...POSTED_TO, 'bars', 'calendar', 'keys', 'metrics'];

const SELDOM: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ASKED_FOR.map((name) => [
      `${name} dynamodb:GetItem {"Fn::GetAtt":["OpsTable","Arn"]} R#*`,
      'a key that asks too often is told how long to wait',
    ]),
  ),
  ...Object.fromEntries(
    POSTED_TO.map((name) => [
      `${name} dynamodb:DeleteItem {"Fn::GetAtt":["OpsTable","Arn"]} I#*`,
      'the key of a request that failed by our fault is free again',
    ]),
  ),
  ...GRANTS_FOR_VENDORS,
  'retrain dynamodb:UpdateItem {"Fn::GetAtt":["OpsTable","Arn"]} N#*': 'a run that failed is counted',
  'alert dynamodb:BatchGetItem {"Fn::GetAtt":["CoreTable","Arn"]} SYM#*':
    'an instance that a sweep wrote meanwhile is read again',
  'evaluate dynamodb:GetItem {"Fn::GetAtt":["AlertsTable","Arn"]} A#*':
    'an alert that an earlier try had recorded is read back',
  'evaluate dynamodb:BatchGetItem {"Fn::GetAtt":["CoreTable","Arn"]} SYM#*':
    'an instance that somebody else wrote meanwhile is read again',
};

/** Asked for by AWS itself in the name of the function: by Lambda to read a queue, by S3 to say that nothing is there. */
const IMPLIED = /^sqs:(ReceiveMessage|DeleteMessage|GetQueueAttributes)$|^s3:ListBucket$/;

type Handler = (event: unknown, context: unknown) => Promise<never>;

const handlerOf = (name: string): Handler =>
  (require(join(ROOT, 'functions', name)) as { handler: Handler }).handler;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('roles', () => {
  const directory = mkdtempSync(join(tmpdir(), 'roles-'));
  const environment = { ...process.env };
  let tables: CloudTables;
  let recorder: Recorder;

  const http = async (name: string, route: string, parts: RequestParts = {}) => {
    const headers = { 'idempotency-key': unique('key'), ...parts.headers };
    const event = httpEvent(route, { ...parts, headers });
    const answer = await recorder.as(name, () => handlerOf(name)(event, lambdaContext));
    const body = bodyOf(answer);
    if (body?.success === false && name !== 'notFound')
      throw new Error(`${route}: ${JSON.stringify(body.error)}`);
    return body;
  };
  const schedule = (name: string) => recorder.as(name, () => handlerOf(name)({}, lambdaContext));
  const work = async (name: string, queue: string) => {
    const Records = recorder.takeSent(queue).map((body, index) => ({
      messageId: `m${index}`,
      body,
      eventSource: 'aws:sqs',
      attributes: { ApproximateReceiveCount: '1' },
    }));
    return [Records.length, await recorder.as(name, () => handlerOf(name)({ Records }, lambdaContext))];
  };

  beforeAll(async () => {
    const { endpoint, credentials } = cloudAddress();
    tables = await createTables();
    const prefix = unique('spa-roles');
    const queue = (name: string) => ({
      Type: 'AWS::SQS::Queue',
      Properties: { QueueName: `${prefix}-${name}` },
    });
    await createResources(endpoint, {
      EvaluateQueue: queue('evaluate'),
      DeliverQueue: queue('deliver'),
      TrainQueue: queue('train'),
      ModelsBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: `${prefix}-models` } },
      AlertFiredTopic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: `${prefix}-alert-fired` } },
    });
    await writeReplayCsv(directory, ROOT);
    const queueUrl = (name: string) => `${endpoint}/000000000000/${prefix}-${name}`;
    Object.assign(process.env, {
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: credentials?.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials?.secretAccessKey,
      CORE_TABLE: tables.core,
      ALERTS_TABLE: tables.alerts,
      MARKET_TABLE: tables.market,
      OPS_TABLE: tables.ops,
      MODELS_BUCKET: `${prefix}-models`,
      EVALUATE_QUEUE_URL: queueUrl('evaluate'),
      DELIVER_QUEUE_URL: queueUrl('deliver'),
      TRAIN_QUEUE_URL: queueUrl('train'),
      RATE_PER_SECOND: '1000',
      RATE_BURST: '1000',
      TENANT_TOPIC_PREFIX: `arn:aws:sns:us-east-1:000000000000:${prefix}-t-`,
      ALERT_FIRED_TOPIC_ARN: `arn:aws:sns:us-east-1:000000000000:${prefix}-alert-fired`,
      MARKET_DATA: 'csv',
      MARKET_DATA_DIR: directory,
      REPLAY_START: '2008-08-01',
      REPLAY_ORIGIN_MS: String(Date.now()),
      REPLAY_SESSION_MS: String(SESSION_MS),
      // What is short of its end is overdue at once.
      OUTBOX_DUE_MS: '1',
      DELIVERY_LEASE_MS: '10000',
      DELIVERY_GIVE_UP_MS: '86400000',
      SUBSCRIPTION_LOOK_MS: '60000',
    });
    const seed = composeSeed(process.env);
    await seedKeys(seed);
    await seedSubscriptions({ deps: seed, confirmEmail: async () => true });
    recorder = recordAsked();
    await useEveryFunction();
  }, 120_000);

  afterAll(async () => {
    recorder.stop();
    process.env = environment;
    rmSync(directory, { recursive: true, force: true });
    await tables.drop();
  });

  async function useEveryFunction(): Promise<void> {
    for (const name of ['health', 'ready']) await http(name, `GET /${name}`);
    await http('openapi', 'GET /openapi.json');
    await http('docs', 'GET /docs');
    await http('notFound', 'GET /nowhere');
    await http('calendar', 'GET /v1/calendar', { query: { from: '2008-08-01', to: '2008-08-08' } });
    await http('metrics', 'GET /metrics');
    await http('keys', 'GET /v1/keys');
    const made = await http('keys', 'POST /v1/keys', { body: { name: 'desk', scopes: ['read'] } });
    await http('keys', 'DELETE /v1/keys/{id}', { params: { id: String(made.data.id) } });
    await trainTwice();
    await useOwnBars();
    await changeModels();
    await http('predict', 'POST /v1/predict', { body: { symbol: SYMBOL } });
    await http('bars', 'GET /v1/bars/{symbol}', { params: { symbol: SYMBOL } });
    await http('bars', 'GET /v1/quotes/{symbol}', { params: { symbol: SYMBOL } });
    await editRules();
    await editWatchlists();
    await subscribe();
    await sweepUntilFired();
    await interruptSomething();
    await interruptSubscriptions();
    await schedule('retrain');
    await schedule('reconcile');
    await work('deliver', 'Deliver');
    await checkUntilFired();
    const { data } = await http('alerts', 'GET /v1/alerts');
    const params = { id: String(data.items[0].id) };
    await http('alerts', 'GET /v1/alerts/{id}', { params });
    await http('alerts', 'POST /v1/alerts/{id}/ack', { params });
  }

  async function trainTwice(): Promise<void> {
    for (const model of ['naive', 'ewma']) {
      const { data } = await http('train', 'POST /v1/train', { body: { symbol: SYMBOL, model } });
      await work('trainer', 'Train');
      await http('train', 'GET /v1/train/{jobId}', { params: { jobId: String(data.jobId) } });
    }
  }

  /** Bars that no source has are brought, where rules wait for them, learned from, and forecast. */
  async function useOwnBars(): Promise<void> {
    const waiting = await waitForOwnBars();
    const bars = walkBars('2022-01-03', '2024-06-28').map(({ startAt, ...bar }) => ({
      timestamp: new Date(startAt).toISOString(),
      ...bar,
    }));
    await http('bars', 'POST /v1/bars/{symbol}', {
      params: { symbol: 'DESK' },
      body: { interval: '1d', bars },
    });
    for (const id of waiting)
      await http('rules', 'DELETE /v1/rules/{id}', { params: { id }, headers: { 'if-match': '1' } });
    const body = { symbol: 'DESK', model: 'naive' };
    await http('train', 'POST /v1/train', { body });
    await work('trainer', 'Train');
    await http('models', 'POST /v1/models', { body });
    recorder.takeSent('Train');
    await http('predict', 'POST /v1/predict', { body: { symbol: 'DESK' } });
  }

  /** Rules on a symbol that nobody has bars of yet, by name and by a list; answers their ids. */
  async function waitForOwnBars(): Promise<readonly string[]> {
    const list = { name: 'Desk', symbols: ['DESK'] };
    const { data } = await http('watchlists', 'POST /v1/watchlists', { body: list });
    const ids: string[] = [];
    for (const targets of [{ symbols: ['DESK'] }, { watchlist: String(data.id) }]) {
      const made = await http('rules', 'POST /v1/rules', { body: { ...RULE, targets } });
      ids.push(String(made.data.id));
    }
    return ids;
  }

  /** The one trained first is promoted again, then the other is deleted. */
  async function changeModels(): Promise<void> {
    await http('models', 'POST /v1/models', { body: { symbol: SYMBOL, model: 'naive' } });
    recorder.takeSent('Train');
    const byRole = async (role: string) => {
      const { data } = await http('models', 'GET /v1/models', { query: { role, symbol: SYMBOL } });
      return { id: String(data.items[0].id) };
    };
    const champion = await byRole('champion');
    await http('models', 'PUT /v1/models/{id}', {
      params: await byRole('retired'),
      body: { role: 'champion' },
    });
    await http('models', 'GET /v1/models/{id}', { params: champion });
    await http('models', 'DELETE /v1/models/{id}', { params: champion });
  }

  async function editRules(): Promise<void> {
    await http('rules', 'POST /v1/rules', { body: RULE });
    const { data } = await http('rules', 'POST /v1/rules', {
      body: { ...RULE, name: 'another', when: WIDE },
    });
    const params = { id: String(data.id) };
    await http('rules', 'GET /v1/rules');
    await http('rules', 'GET /v1/rules/{id}', { params });
    await http('rules', 'PUT /v1/rules/{id}', {
      params,
      headers: { 'if-match': '1' },
      body: { ...RULE, name: 'renamed' },
    });
    await http('rules', 'DELETE /v1/rules/{id}', { params, headers: { 'if-match': '2' } });
  }

  async function editWatchlists(): Promise<void> {
    const body = { name: 'Indices', symbols: [SYMBOL] };
    const { data } = await http('watchlists', 'POST /v1/watchlists', { body });
    const params = { id: String(data.id) };
    const targets = { watchlist: params.id };
    const rule = { ...RULE, name: 'on a list', when: WIDE, targets };
    const watching = await http('rules', 'POST /v1/rules', { body: rule });
    await http('watchlists', 'GET /v1/watchlists');
    await http('watchlists', 'GET /v1/watchlists/{id}', { params });
    const moved = { ...body, symbols: ['DEMO.A'] };
    await http('watchlists', 'PUT /v1/watchlists/{id}', { params, body: moved });
    const headers = { 'if-match': '1' };
    await http('rules', 'DELETE /v1/rules/{id}', { params: { id: String(watching.data.id) }, headers });
    await http('watchlists', 'DELETE /v1/watchlists/{id}', { params });
  }

  /** Deleted before it is confirmed and made anew with another wish; and confirmed, tested, deleted. */
  async function subscribe(): Promise<void> {
    const mail = { channel: 'email', address: 'reader@example.com' };
    const phone = { channel: 'sms', address: '+12025550123' };
    const make = async (body: object) => {
      const { data } = await http('subscriptions', 'POST /v1/subscriptions', { body });
      return { id: String(data.id) };
    };
    await http('subscriptions', 'DELETE /v1/subscriptions/{id}', { params: await make(mail) });
    await make({ ...mail, minSeverity: 'critical' });
    const params = await make(phone);
    await http('subscriptions', 'GET /v1/subscriptions');
    await http('subscriptions', 'GET /v1/subscriptions/{id}', { params });
    await http('subscriptions', 'POST /v1/subscriptions/{id}/test', { params });
    await http('subscriptions', 'DELETE /v1/subscriptions/{id}', { params });
  }

  /** Due, and known to SNS: one that was not finished and has another wish, and one that was deleted. */
  async function interruptSubscriptions(): Promise<void> {
    const { subscriptions, subscriber } = composeSubscriptions(process.env);
    const phone = { tenant: 'local', id: 'sub_unfinished', channel: 'sms', address: '+12025550124' } as const;
    const other = { ...phone, id: 'sub_removed', address: '+12025550125' };
    const written = { state: 'pending', version: 1, createdAt: 1, updatedAt: 1, dueAt: 1 } as const;
    await subscriber.subscribe(phone);
    const handle = await subscriber.subscribe(other);
    await subscriptions.put({ ...phone, ...written, minSeverity: 'critical' });
    await subscriptions.put({ ...other, ...written, handle, removedAt: 1 });
  }

  /** Twice: the second time there is a cursor to move, and a stored bar to find. */
  async function sweepUntilFired(): Promise<void> {
    for (let fired = 0, tries = 0; fired < 2 && tries < 40; tries += 1) {
      await pause(2 * SESSION_MS);
      await schedule('sweep');
      await work('evaluate', 'Evaluate');
      const [delivered] = await work('deliver', 'Deliver');
      fired += Number(delivered) > 0 ? 1 : 0;
    }
  }

  /** Market days pass by wall time: on a busy machine the bar that fires may be one of the next. */
  async function checkUntilFired(): Promise<void> {
    for (let tries = 0; tries < 60; tries += 1) {
      const { data } = await http('alert', 'POST /v1/alert', { body: { symbol: SYMBOL } });
      if (data.alerts.length > 0) return;
      await pause(2 * SESSION_MS);
    }
    throw new Error('no alert fired on sixty tries');
  }

  /** What workers that died leave behind: an alert on its way, a job and a projection. */
  async function interruptSomething(): Promise<void> {
    for (let tries = 0; tries < 40; tries += 1) {
      await pause(2 * SESSION_MS);
      await schedule('sweep');
      await work('evaluate', 'Evaluate');
      if (recorder.takeSent('Deliver').length > 0) break;
    }
    const { jobs } = composeTrain(process.env);
    const { rules, reprojections, instances } = composeRules(process.env);
    const keys = [{ series: SYMBOL, interval: '1d' as const }];
    const [standing] = (await rules.list('local', 1)).items;
    if (standing === undefined) throw new Error('no rule is stored');
    await rules.create({ ...standing, id: 'rule_new' });
    const [instance] = await instances.ofRule('local', standing.id, keys);
    if (instance === undefined) throw new Error('the rule stands on no series');
    await instances.put({ ...instance, ruleId: 'rule_gone' }, undefined);
    for (const [kind, id] of [
      ['rule', 'rule_new'],
      ['rule', 'rule_gone'],
      ['watchlist', 'list_gone'],
    ] as const) {
      const reach = { symbols: [SYMBOL], intervals: ['1d' as const] };
      await reprojections.note({ tenant: 'local', kind, id }, reach, { name: 'dead', since: 1 });
    }
    const request = { tenant: 'local', symbol: SYMBOL, interval: '1d', horizon: '1d', model: 'naive' };
    await jobs.put({
      id: 'job_lost',
      tenant: 'local',
      status: 'queued',
      request,
      createdAt: Date.now(),
      updatedAt: Date.now() - 60_000,
    });
  }

  test('grant all that their functions ask for', () => {
    const refused = recorder.asked.filter((one) => !GRANTS.some((grant) => allows(grant, one)));
    expect([...new Set(refused.map(spoken))]).toEqual([]);
  });

  test('grant nothing that their functions never ask for', () => {
    const unused = GRANTS.filter(
      ({ action, resource }) => !IMPLIED.test(action) && !resource.includes('ScheduleDlq'),
    )
      .filter((grant) => !recorder.asked.some((one) => allows(grant, one)))
      .map(spoken);
    expect([...new Set(unused)].sort()).toEqual(Object.keys(SELDOM).sort());
  });
});
