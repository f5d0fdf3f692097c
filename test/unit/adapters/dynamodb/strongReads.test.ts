import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoJobStore } from '../../../../lib/adapters/dynamodb/dynamoJobStore';
import { inAlerts, inCore, inMarket } from '../../../../lib/adapters/dynamodb/dynamoStores';

type Asked = { readonly command: string; readonly input: Readonly<Record<string, unknown>> };

/** Every store before a client that finds nothing and writes down what it was asked. */
function recorded() {
  const asked: Asked[] = [];
  const send = async ({ constructor, input }: { constructor: { name: string }; input: Asked['input'] }) => {
    asked.push({ command: constructor.name, input });
    return {};
  };
  const client = { send } as unknown as DynamoDBClient;
  const stores = {
    ...inCore(client, 'core'),
    ...inAlerts(client, 'alerts'),
    ...inMarket(client, 'market'),
    jobs: dynamoJobStore(client, 'ops'),
  };
  return { stores, asked };
}

type Stores = ReturnType<typeof recorded>['stores'];

const KEY = { series: 'SPY', interval: '1d' } as const;
const SLOT = { owner: 'shared', ...KEY, horizonBars: 1 };

const STRONG: readonly [string, (stores: Stores) => Promise<unknown>][] = [
  ['an API key', ({ keys }) => keys.find('key')],
  ['the API keys of a tenant', ({ keys }) => keys.list('local', 10)],
  ['a rule', ({ rules }) => rules.get('local', 'rule')],
  ['the rules of a tenant', ({ rules }) => rules.list('local', 10)],
  ['the notes of interrupted projections', ({ reprojections }) => reprojections.stale(1, 10)],
  [
    'the note of a rule',
    ({ reprojections }) => reprojections.find({ tenant: 'local', kind: 'rule', id: 'rule' }),
  ],
  ['the subscriptions of a tenant', ({ subscriptions }) => subscriptions.list('local')],
  ['a subscription', ({ subscriptions }) => subscriptions.get('local', 'sub')],
  ['the subscriptions that are due', ({ subscriptions }) => subscriptions.due(1, 10)],
  ['who answers for a slot', ({ registry }) => registry.roles(SLOT)],
  ['the card of a model', ({ registry }) => registry.card(SLOT, 'model')],
  ['where a model is', ({ registry }) => registry.slotOf('shared', 'model')],
  ['the models of an owner', ({ registry }) => registry.list({ owner: 'shared', limit: 10 })],
  ['an alert', ({ alerts }) => alerts.get('local', 'alert')],
  ['the deliveries of an alert', ({ ledger }) => ledger.ofAlert('alert')],
  ['the newest bars', ({ bars }) => bars.newest({ ...KEY, upTo: 1, limit: 10 })],
  ['how far series are whole', ({ bars }) => bars.wholeOfEach(['SPY'], '1d')],
  ['a cursor', ({ cursors }) => cursors.read('SPY', '1d')],
  ['the instances of a series', ({ instances }) => instances.ofSeries(KEY)],
  ['the instances of a rule', ({ instances }) => instances.ofRule('local', 'rule', [KEY])],
  [
    'the instances of many rules',
    ({ instances }) => instances.ofRules('local', [{ ruleId: 'rule', keys: [KEY] }]),
  ],
  ['the series that a sweep visits', ({ instances }) => instances.activeSeries()],
  ['a training job', ({ jobs }) => jobs.get('local', 'job', 1)],
];

const BY_INDEX: readonly [string, (stores: Stores) => Promise<unknown>][] = [
  ['the alerts of a tenant', ({ alerts }) => alerts.list({ tenant: 'local', limit: 10 })],
  ['the alerts that are overdue', ({ alerts }) => alerts.overdue(1, 10)],
  ['the jobs that nobody touched', ({ jobs }) => jobs.stale(1, 10, 1)],
];

/** What was asked of each table: a batch asks one of several at once. */
const reads = (asked: readonly Asked[]) =>
  asked
    .filter(({ command }) => /^(GetItem|Query|BatchGetItem)/.test(command))
    .flatMap(({ input }) =>
      'RequestItems' in input ? Object.values(input['RequestItems'] as Record<string, object>) : [input],
    );

describe('the stores in DynamoDB', () => {
  it.each(STRONG)('read %s strongly, from the table itself', async (_what, read) => {
    const { stores, asked } = recorded();
    await read(stores);
    expect(reads(asked).length).toBeGreaterThan(0);
    for (const input of reads(asked)) {
      expect(input).toMatchObject({ ConsistentRead: true });
      expect(input).not.toHaveProperty('IndexName');
    }
  });

  it.each(BY_INDEX)('read %s from an index, which cannot be read strongly', async (_what, read) => {
    const { stores, asked } = recorded();
    await read(stores);
    expect(reads(asked).length).toBeGreaterThan(0);
    for (const input of reads(asked)) {
      expect(input).toHaveProperty('IndexName');
      expect(input).not.toHaveProperty('ConsistentRead');
    }
  });
});
