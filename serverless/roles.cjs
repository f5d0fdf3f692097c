'use strict';

/**
 * One role per function, made of grants: what a use case of lib/app does through its ports, in the words of the
 * ports. A grant on a table names the kinds of items as well (`dynamodb:LeadingKeys`), so that the function that
 * stores rules cannot write an API key. Function names are those of serverless.yml.
 */

/** Every pattern that ends in a wildcard, with the reason why it cannot be a name. */
const PATTERNS = {
  'T#*': 'the tenant is known per request only',
  'K#*': 'an API key is known per request only',
  'SYM#*': 'series are named by users',
  'M#*': 'series are named by users',
  'MODELS#*': 'the models of an owner, shared or a tenant',
  'A#*': 'alert ids are hashes',
  'OB#*': 'the shards of the outbox',
  'ACT#*': 'the shards of the active series',
  'B#*': 'series are named by users',
  'BC#*': 'series are named by users',
  'SP#*': 'symbols are named by users',
  'W#*': 'series are named by users',
  'C#*': 'series are named by users',
  'J#*': 'the tenant is known per request only',
  'I#*': 'the tenant is known per request only',
  'R#*': 'an API key is known per request only',
  'V#*': 'vendors are those that the configuration names',
  'N#*': 'the tenant is known per request only',
  '/models/*': 'an object is named by its model id, a hash',
  '/bars/*': 'symbols are named by users',
  '-t-*': 'a topic is named by its tenant and made when it is first told something',
};

const CORE = 'CoreTable';
const ALERTS = 'AlertsTable';
const MARKET = 'MarketTable';
const OPS = 'OpsTable';

const arnOf = (id) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const prefixed = (...names) => names.map((name) => `dynamodb:${name}`);

/** Items of a table by the beginning of their partition key. */
const items = (table, kind, ...actions) => ({
  Effect: 'Allow',
  Action: prefixed(...actions),
  Resource: arnOf(table),
  Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [kind] } },
});

/** Of such an item only these attributes, beside its key: whatever else it holds can be neither set nor removed. */
const onlyAttributes = (grant, ...names) => ({
  ...grant,
  Condition: {
    ...grant.Condition,
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['PK', 'SK', ...names] },
  },
});

const indexed = (table, index, kind) => ({
  ...items(table, kind, 'Query'),
  Resource: { 'Fn::Sub': `\${${table}.Arn}/index/${index}` },
});

const allow = (Resource, ...Action) => ({ Effect: 'Allow', Action, Resource });

// What is read and written, by port.
const countings = [items(OPS, 'N#*', 'UpdateItem')];
const apiKeys = [
  items(CORE, 'K#*', 'GetItem'),
  // When a key was last used, noted by the entry.
  onlyAttributes(items(CORE, 'K#*', 'UpdateItem'), 'lastUsedAt'),
  // How often it may ask.
  items(OPS, 'R#*', 'GetItem', 'UpdateItem'),
  ...countings,
];
const writeKeys = [
  items(CORE, 'K#*', 'PutItem'),
  onlyAttributes(items(CORE, 'K#*', 'UpdateItem'), 'revokedAt'),
  items(CORE, 'T#*', 'Query', 'PutItem', 'DeleteItem'),
];
const listRules = [items(CORE, 'T#*', 'GetItem', 'Query')];
const rules = [items(CORE, 'T#*', 'GetItem', 'Query', 'PutItem', 'DeleteItem')];
const watchlists = [items(CORE, 'T#*', 'GetItem', 'Query', 'PutItem', 'DeleteItem')];
const subscriptions = [items(CORE, 'T#*', 'Query')];
const editSubscriptions = [
  items(CORE, 'T#*', 'GetItem', 'Query', 'PutItem', 'DeleteItem'),
  items(CORE, 'SUBDUE', 'PutItem', 'DeleteItem'),
];
const watchSubscriptions = [
  items(CORE, 'T#*', 'PutItem', 'DeleteItem'),
  items(CORE, 'SUBDUE', 'Query', 'PutItem', 'DeleteItem'),
];
// One that somebody else wrote meanwhile is read again by its key.
const judgedInstances = [items(CORE, 'SYM#*', 'Query', 'BatchGetItem', 'PutItem')];
const projectedInstances = [
  items(CORE, 'SYM#*', 'BatchGetItem', 'PutItem', 'DeleteItem'),
  items(CORE, 'ACT#*', 'PutItem'),
  // What the symbols mean to the tenant.
  items(MARKET, 'W#*', 'BatchGetItem'),
];
const activeSeries = [items(CORE, 'ACT#*', 'Query')];
// How many rules a series has, where not all can be judged at once.
const countRules = [items(CORE, 'SYM#*', 'Query')];
const noteReprojections = [items(CORE, 'FOLLOW', 'UpdateItem', 'DeleteItem')];
// The note of a watchlist is read where a rule on it is changed, and where the list is deleted.
const noteRules = [items(CORE, 'FOLLOW', 'GetItem', 'UpdateItem', 'DeleteItem')];
const takeReprojections = [items(CORE, 'FOLLOW', 'Query', 'UpdateItem', 'DeleteItem')];
const readRegistry = [items(CORE, 'M#*', 'GetItem')];
// How vendors stand whom a function asks for bars.
const keyOf = (variable) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:ssm:\${AWS::Region}:\${AWS::AccountId}:parameter/\${param:prefix}/vendors/${variable}`,
});
const askVendors = [
  items(OPS, 'V#*', 'GetItem', 'PutItem'),
  // Splits by which bars are on another scale, and those that a vendor knows already.
  items(MARKET, 'SP#*', 'Query', 'PutItem'),
  // AWS's own key of the parameter store decrypts for whoever may read.
  allow([keyOf('ALPHA_VANTAGE_API_KEY'), keyOf('FMP_API_KEY')], 'ssm:GetParameter'),
];
const readBudget = [items(OPS, 'V#*', 'GetItem')];
// A model that becomes champion is kept from deletions that have begun.
const writeRegistry = [
  items(CORE, 'M#*', 'GetItem', 'PutItem', 'UpdateItem'),
  items(CORE, 'MODELS#*', 'PutItem'),
];
const keepRegistry = [
  items(CORE, 'M#*', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'),
  items(CORE, 'MODELS#*', 'GetItem', 'Query', 'UpdateItem', 'DeleteItem'),
];
// Whether a tenant has imported bars of a symbol.
const resolveSeries = [items(MARKET, 'W#*', 'GetItem')];
// Of bars that a tenant has imported: which there are is read of every symbol; others come from their source.
const readBars = [items(MARKET, 'B#*', 'Query'), ...resolveSeries, ...askVendors];
const keepBars = [
  items(MARKET, 'B#*', 'Query', 'PutItem'),
  items(MARKET, 'W#*', 'GetItem', 'PutItem'),
  // What a source tells otherwise later.
  items(MARKET, 'BC#*', 'PutItem'),
  ...askVendors,
];
const readCursors = [items(MARKET, 'C#*', 'GetItem')];
const moveCursors = [items(MARKET, 'C#*', 'GetItem', 'PutItem')];
const recordAlerts = [items(ALERTS, 'A#*', 'GetItem', 'PutItem', 'UpdateItem')];
const readAlerts = [
  items(ALERTS, 'A#*', 'GetItem', 'Query', 'UpdateItem'),
  indexed(ALERTS, 'byTenant', 'T#*'),
];
const readDeliveries = [items(ALERTS, 'A#*', 'Query')];
const driveDeliveries = [items(ALERTS, 'A#*', 'GetItem', 'Query', 'PutItem', 'UpdateItem')];
const overdueAlerts = [items(ALERTS, 'A#*', 'Query', 'UpdateItem'), indexed(ALERTS, 'outbox', 'OB#*')];
const jobs = [items(OPS, 'J#*', 'GetItem', 'PutItem')];
const newJobs = [items(OPS, 'J#*', 'PutItem')];
const staleJobs = [items(OPS, 'J#*', 'PutItem'), indexed(OPS, 'unfinished', 'JOBS')];
// An answer is saved under the key that its caller gave the request.
const savedAnswers = [items(OPS, 'I#*', 'PutItem', 'UpdateItem', 'DeleteItem')];
const probe = (table) => [items(table, 'PROBE', 'GetItem')];

// Without it S3 answers "forbidden" where there is nothing, and to HeadBucket.
const seesBucket = [allow(arnOf('ModelsBucket'), 's3:ListBucket')];
const object = (action) => allow({ 'Fn::Sub': '${ModelsBucket.Arn}/models/*' }, action);
const readModels = [object('s3:GetObject'), ...seesBucket];
const readArchive = [allow({ 'Fn::Sub': '${ModelsBucket.Arn}/bars/*' }, 's3:GetObject')];
// The champion that is replaced is read: only one that can serve becomes the one before.
const writeModels = [object('s3:PutObject'), ...readModels];

const send = (queue) => [allow(arnOf(queue), 'sqs:SendMessage')];
const consume = (queue) => [
  allow(arnOf(queue), 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'),
];
const tenantTopics = {
  'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:${param:prefix}-t-*',
};
const tellTenants = [allow(tenantTopics, 'sns:CreateTopic', 'sns:Publish')];
// SNS judges what is done to a subscription by the ARN of its topic; that of the subscription begins with it.
const signUp = [
  allow(
    tenantTopics,
    'sns:CreateTopic',
    'sns:Subscribe',
    'sns:GetSubscriptionAttributes',
    'sns:SetSubscriptionAttributes',
    'sns:Unsubscribe',
  ),
];
const tellOne = [allow(tenantTopics, 'sns:Publish')];
const tellOperators = [allow({ Ref: 'AlertFiredTopic' }, 'sns:Publish')];
const giveUp = send('ScheduleDlq');

const judge = [
  ...judgedInstances,
  ...subscriptions,
  ...recordAlerts,
  ...keepBars,
  ...readRegistry,
  ...readModels,
  ...send('DeliverQueue'),
];

const GRANTS = {
  health: [],
  ready: [...[CORE, ALERTS, MARKET, OPS].flatMap(probe), ...seesBucket],
  metrics: [...apiKeys, items(OPS, 'N#*', 'Query')],
  openapi: [],
  docs: [],
  notFound: [],
  // Whether bars of a symbol are archived.
  train: [...apiKeys, ...savedAnswers, ...readBars, ...seesBucket, ...jobs, ...send('TrainQueue')],
  predict: [...apiKeys, ...savedAnswers, ...keepBars, ...readRegistry, ...readModels],
  alert: [...apiKeys, ...savedAnswers, ...judge, ...readDeliveries, ...readCursors],
  rules: [
    ...apiKeys,
    ...savedAnswers,
    ...rules,
    ...projectedInstances,
    ...noteRules,
    ...keepBars,
    ...readRegistry,
    ...readModels,
  ],
  watchlists: [...apiKeys, ...savedAnswers, ...watchlists, ...projectedInstances, ...noteRules],
  alerts: [...apiKeys, ...savedAnswers, ...readAlerts],
  models: [
    ...apiKeys,
    ...savedAnswers,
    ...readBars,
    ...keepRegistry,
    ...readModels,
    ...newJobs,
    ...send('TrainQueue'),
  ],
  subscriptions: [...apiKeys, ...savedAnswers, ...editSubscriptions, ...signUp, ...tellOne],
  // With an import the rules on its symbol move to the tenant's series.
  bars: [
    ...apiKeys,
    ...savedAnswers,
    ...keepBars,
    items(MARKET, 'BC#*', 'Query'),
    ...listRules,
    ...projectedInstances,
    ...noteReprojections,
  ],
  calendar: apiKeys,
  keys: [...apiKeys, ...writeKeys],
  sweep: [
    ...activeSeries,
    ...countRules,
    ...readCursors,
    // Whether a bar waits to be confirmed.
    ...resolveSeries,
    ...readBudget,
    ...send('EvaluateQueue'),
    ...giveUp,
    ...countings,
  ],
  evaluate: [...consume('EvaluateQueue'), ...judge, ...moveCursors, ...countings],
  deliver: [
    ...consume('DeliverQueue'),
    ...driveDeliveries,
    ...subscriptions,
    ...tellTenants,
    ...tellOperators,
    ...countings,
  ],
  reconcile: [
    ...overdueAlerts,
    ...staleJobs,
    ...takeReprojections,
    ...listRules,
    ...projectedInstances,
    ...watchSubscriptions,
    ...signUp,
    ...send('DeliverQueue'),
    ...send('TrainQueue'),
    ...giveUp,
    ...countings,
  ],
  retrain: [
    items(CORE, 'MODELS#*', 'Query'),
    ...readRegistry,
    ...newJobs,
    ...send('TrainQueue'),
    ...giveUp,
    ...countings,
  ],
  trainer: [
    ...consume('TrainQueue'),
    ...readBars,
    ...readArchive,
    ...jobs,
    ...writeRegistry,
    ...writeModels,
    ...countings,
  ],
};

const capitalised = (name) => name.charAt(0).toUpperCase() + name.slice(1);

/** The log group is made by the stack, with its retention: no function may create one. */
const logs = (name) =>
  allow(arnOf(`${capitalised(name)}LogGroup`), 'logs:CreateLogStream', 'logs:PutLogEvents');

const roleOf = ([name, grants]) => [
  `${capitalised(name)}Role`,
  {
    Type: 'AWS::IAM::Role',
    Properties: {
      Description: `What the function "${name}" may do`,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      Policies: [
        {
          PolicyName: name,
          PolicyDocument: { Version: '2012-10-17', Statement: [logs(name), ...grants] },
        },
      ],
    },
  },
];

const Resources = Object.fromEntries(Object.entries(GRANTS).map(roleOf));

// The framework resolves variables in what is exported; the list of patterns is for the tests.
module.exports = { Resources };
Object.defineProperty(module.exports, 'PATTERNS', { value: PATTERNS, enumerable: false });
