/**
 * What the stack is made of and who may do what, written down a second time: what is added to serverless/ is added
 * here by somebody who means it. Names are those of the packaged template for the stage prod.
 */

/** Every kind of resource, and the properties that we set of it. */
export const KNOWN_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': 'Name ProtocolType',
  'AWS::ApiGatewayV2::Integration':
    'ApiId IntegrationType IntegrationUri PayloadFormatVersion TimeoutInMillis',
  'AWS::ApiGatewayV2::Route': 'ApiId RouteKey Target',
  'AWS::ApiGatewayV2::Stage': 'AccessLogSettings ApiId AutoDeploy DefaultRouteSettings StageName',
  'AWS::CloudWatch::Alarm':
    'AlarmActions AlarmDescription AlarmName ComparisonOperator Dimensions EvaluationPeriods MetricName Namespace Period Statistic Threshold TreatMissingData',
  'AWS::DynamoDB::Table':
    'AttributeDefinitions BillingMode DeletionProtectionEnabled GlobalSecondaryIndexes KeySchema PointInTimeRecoverySpecification SSESpecification TableName TimeToLiveSpecification',
  'AWS::Events::Rule': 'ScheduleExpression State Targets',
  'AWS::IAM::Role': 'AssumeRolePolicyDocument Description Policies',
  'AWS::Lambda::EventInvokeConfig':
    'DestinationConfig FunctionName MaximumEventAgeInSeconds MaximumRetryAttempts Qualifier',
  'AWS::Lambda::EventSourceMapping':
    'BatchSize Enabled EventSourceArn FunctionName FunctionResponseTypes MaximumBatchingWindowInSeconds ScalingConfig',
  'AWS::Lambda::Function':
    'Architectures Code Description Environment FunctionName Handler Layers MemorySize Role Runtime Timeout',
  'AWS::Lambda::LayerVersion': 'CompatibleArchitectures CompatibleRuntimes Content Description LayerName',
  'AWS::Lambda::Permission': 'Action FunctionName Principal SourceArn',
  'AWS::Logs::LogGroup': 'LogGroupName RetentionInDays',
  'AWS::S3::Bucket':
    'BucketEncryption BucketName LifecycleConfiguration OwnershipControls PublicAccessBlockConfiguration VersioningConfiguration',
  'AWS::S3::BucketPolicy': 'Bucket PolicyDocument',
  'AWS::SNS::Topic': 'DisplayName KmsMasterKeyId TopicName',
  'AWS::SNS::TopicPolicy': 'PolicyDocument Topics',
  'AWS::SQS::Queue':
    'MessageRetentionPeriod QueueName ReceiveMessageWaitTimeSeconds RedriveAllowPolicy RedrivePolicy SqsManagedSseEnabled VisibilityTimeout',
  'AWS::SQS::QueuePolicy': 'PolicyDocument Queues',
};

/** What a variable holds, where that is a resource or lies in the layer. */
export const NAMED_BY: Readonly<Record<string, string>> = {
  CORE_TABLE: '${CoreTable}',
  ALERTS_TABLE: '${AlertsTable}',
  MARKET_TABLE: '${MarketTable}',
  OPS_TABLE: '${OpsTable}',
  MODELS_BUCKET: '${ModelsBucket}',
  EVALUATE_QUEUE_URL: '${EvaluateQueue}',
  DELIVER_QUEUE_URL: '${DeliverQueue}',
  TRAIN_QUEUE_URL: '${TrainQueue}',
  ALERT_FIRED_TOPIC_ARN: '${AlertFiredTopic}',
  TENANT_TOPIC_PREFIX:
    'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:stock-price-alerter-prod-t-',
  MARKET_DATA_DIR: '/opt/market-data',
};

/** The function that works a queue off. */
export const QUEUE_READERS: Readonly<Record<string, string>> = {
  EvaluateQueue: 'EvaluateLambdaFunction',
  DeliverQueue: 'DeliverLambdaFunction',
  TrainQueue: 'TrainerLambdaFunction',
};

/** Services that may hand something over, and on whose behalf. */
export const TRUSTED_SERVICES: readonly string[] = [
  'events.amazonaws.com sqs:SendMessage ${ScheduleDlq.Arn} for ${SweepEventsRuleSchedule1.Arn}',
  'events.amazonaws.com sqs:SendMessage ${ScheduleDlq.Arn} for ${ReconcileEventsRuleSchedule1.Arn}',
  'events.amazonaws.com sqs:SendMessage ${ScheduleDlq.Arn} for ${RetrainEventsRuleSchedule1.Arn}',
  'cloudwatch.amazonaws.com sns:Publish ${AlarmTopic} for arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:stock-price-alerter-prod-*',
];

const READS_QUEUE = 'ReceiveMessage DeleteMessage GetQueueAttributes';

/**
 * What the role of each function may do besides writing its log, by resource and kind of item, and by the attributes
 * where only some of them are open.
 */
const LISTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Health: {},
  Ready: {
    'CoreTable PROBE': 'GetItem',
    'AlertsTable PROBE': 'GetItem',
    'MarketTable PROBE': 'GetItem',
    'OpsTable PROBE': 'GetItem',
    ModelsBucket: 'ListBucket',
  },
  Metrics: { 'CoreTable K#*': 'GetItem', 'OpsTable N#*': 'UpdateItem Query' },
  Openapi: {},
  Docs: {},
  NotFound: {},
  Train: {
    'CoreTable K#*': 'GetItem',
    'OpsTable I#*': 'PutItem UpdateItem DeleteItem',
    'MarketTable B#*': 'Query',
    'MarketTable W#*': 'GetItem',
    'OpsTable J#*': 'GetItem PutItem',
    ModelsBucket: 'ListBucket',
    TrainQueue: 'SendMessage',
  },
  Predict: {
    'CoreTable K#*': 'GetItem',
    'OpsTable I#*': 'PutItem UpdateItem DeleteItem',
    'MarketTable BC#*': 'PutItem',
    'MarketTable B#*': 'Query PutItem',
    'MarketTable W#*': 'GetItem PutItem',
    'CoreTable M#*': 'GetItem',
    'ModelsBucket/models/*': 'GetObject',
    ModelsBucket: 'ListBucket',
  },
  Alert: {
    'CoreTable K#*': 'GetItem',
    'OpsTable I#*': 'PutItem UpdateItem DeleteItem',
    'CoreTable SYM#*': 'Query BatchGetItem PutItem',
    'CoreTable T#*': 'Query',
    'AlertsTable A#*': 'GetItem PutItem UpdateItem Query',
    'MarketTable BC#*': 'PutItem',
    'MarketTable B#*': 'Query PutItem',
    'MarketTable W#*': 'GetItem PutItem',
    'CoreTable M#*': 'GetItem',
    'ModelsBucket/models/*': 'GetObject',
    ModelsBucket: 'ListBucket',
    DeliverQueue: 'SendMessage',
    'MarketTable C#*': 'GetItem',
  },
  Rules: {
    'CoreTable K#*': 'GetItem',
    'OpsTable I#*': 'PutItem UpdateItem DeleteItem',
    'CoreTable T#*': 'GetItem Query PutItem DeleteItem',
    'CoreTable SYM#*': 'BatchGetItem PutItem DeleteItem',
    'CoreTable ACT#*': 'PutItem',
    'CoreTable FOLLOW': 'GetItem UpdateItem DeleteItem',
    'MarketTable BC#*': 'PutItem',
    'MarketTable B#*': 'Query PutItem',
    'MarketTable W#*': 'GetItem PutItem BatchGetItem',
    'CoreTable M#*': 'GetItem',
    'ModelsBucket/models/*': 'GetObject',
    ModelsBucket: 'ListBucket',
  },
  Watchlists: {
    'CoreTable K#*': 'GetItem',
    'OpsTable I#*': 'PutItem UpdateItem DeleteItem',
    'CoreTable T#*': 'GetItem Query PutItem DeleteItem',
    'CoreTable SYM#*': 'BatchGetItem PutItem DeleteItem',
    'CoreTable ACT#*': 'PutItem',
    'CoreTable FOLLOW': 'GetItem UpdateItem DeleteItem',
    'MarketTable W#*': 'BatchGetItem',
  },
  Alerts: {
    'CoreTable K#*': 'GetItem',
    'OpsTable I#*': 'PutItem UpdateItem DeleteItem',
    'AlertsTable A#*': 'GetItem Query UpdateItem',
    'AlertsTable/index/byTenant T#*': 'Query',
  },
  Models: {
    'CoreTable K#*': 'GetItem',
    'OpsTable I#*': 'PutItem UpdateItem DeleteItem',
    'MarketTable B#*': 'Query',
    'MarketTable W#*': 'GetItem',
    'CoreTable M#*': 'GetItem PutItem UpdateItem DeleteItem',
    'CoreTable MODELS#*': 'GetItem Query UpdateItem DeleteItem',
    'ModelsBucket/models/*': 'GetObject',
    ModelsBucket: 'ListBucket',
    'OpsTable J#*': 'PutItem',
    TrainQueue: 'SendMessage',
  },
  Bars: {
    'CoreTable K#*': 'GetItem',
    'OpsTable I#*': 'PutItem UpdateItem DeleteItem',
    'MarketTable BC#*': 'Query PutItem',
    'MarketTable B#*': 'Query PutItem',
    'MarketTable W#*': 'GetItem PutItem BatchGetItem',
    'CoreTable T#*': 'GetItem Query',
    'CoreTable SYM#*': 'BatchGetItem PutItem DeleteItem',
    'CoreTable ACT#*': 'PutItem',
    'CoreTable FOLLOW': 'UpdateItem DeleteItem',
  },
  Subscriptions: {
    'CoreTable K#*': 'GetItem',
    'OpsTable I#*': 'PutItem UpdateItem DeleteItem',
    'CoreTable T#*': 'GetItem Query PutItem DeleteItem',
    'CoreTable SUBDUE': 'PutItem DeleteItem',
    '-t-*': 'CreateTopic Subscribe GetSubscriptionAttributes SetSubscriptionAttributes Unsubscribe Publish',
  },
  Calendar: { 'CoreTable K#*': 'GetItem' },
  Keys: {
    'CoreTable K#*': 'GetItem PutItem',
    'CoreTable K#* PK,SK,revokedAt': 'UpdateItem',
    'CoreTable T#*': 'Query PutItem DeleteItem',
  },
  Sweep: {
    'CoreTable SYM#*': 'Query',
    'OpsTable V#*': 'GetItem',
    'CoreTable ACT#*': 'Query',
    'MarketTable W#*': 'GetItem',
    'MarketTable C#*': 'GetItem',
    EvaluateQueue: 'SendMessage',
    ScheduleDlq: 'SendMessage',
  },
  Evaluate: {
    EvaluateQueue: READS_QUEUE,
    'CoreTable SYM#*': 'Query BatchGetItem PutItem',
    'CoreTable T#*': 'Query',
    'AlertsTable A#*': 'GetItem PutItem UpdateItem',
    'MarketTable BC#*': 'PutItem',
    'MarketTable B#*': 'Query PutItem',
    'MarketTable W#*': 'GetItem PutItem',
    'CoreTable M#*': 'GetItem',
    'ModelsBucket/models/*': 'GetObject',
    ModelsBucket: 'ListBucket',
    DeliverQueue: 'SendMessage',
    'MarketTable C#*': 'GetItem PutItem',
  },
  Deliver: {
    DeliverQueue: READS_QUEUE,
    'AlertsTable A#*': 'GetItem Query PutItem UpdateItem',
    'CoreTable T#*': 'Query',
    '-t-*': 'CreateTopic Publish',
    AlertFiredTopic: 'Publish',
  },
  Reconcile: {
    'AlertsTable A#*': 'Query UpdateItem',
    'AlertsTable/index/outbox OB#*': 'Query',
    'OpsTable J#*': 'PutItem',
    'OpsTable/index/unfinished JOBS': 'Query',
    'CoreTable FOLLOW': 'Query UpdateItem DeleteItem',
    'CoreTable T#*': 'GetItem Query PutItem DeleteItem',
    'CoreTable SYM#*': 'BatchGetItem PutItem DeleteItem',
    'CoreTable ACT#*': 'PutItem',
    'MarketTable W#*': 'BatchGetItem',
    'CoreTable SUBDUE': 'Query PutItem DeleteItem',
    '-t-*': 'CreateTopic Subscribe GetSubscriptionAttributes SetSubscriptionAttributes Unsubscribe',
    DeliverQueue: 'SendMessage',
    TrainQueue: 'SendMessage',
    ScheduleDlq: 'SendMessage',
  },
  Retrain: {
    'CoreTable MODELS#*': 'Query',
    'CoreTable M#*': 'GetItem',
    'OpsTable J#*': 'PutItem',
    TrainQueue: 'SendMessage',
    ScheduleDlq: 'SendMessage',
  },
  Trainer: {
    TrainQueue: READS_QUEUE,
    'MarketTable B#*': 'Query',
    'MarketTable W#*': 'GetItem',
    'OpsTable J#*': 'GetItem PutItem',
    'CoreTable M#*': 'GetItem PutItem UpdateItem',
    'CoreTable MODELS#*': 'PutItem',
    'ModelsBucket/models/*': 'PutObject GetObject',
    'ModelsBucket/bars/*': 'GetObject',
    ModelsBucket: 'ListBucket',
  },
};

/** Whoever reads an API key notes its last use, and may touch nothing else of it. */
const GATE = { 'CoreTable K#* PK,SK,lastUsedAt': 'UpdateItem', 'OpsTable R#*': 'GetItem UpdateItem' };

/** Whoever does anything counts it. */
const COUNTING = { 'OpsTable N#*': 'UpdateItem' };

/** Whoever asks vendors notes how they stand, and reads their keys. */
const ASKS_VENDORS = {
  'OpsTable V#*': 'GetItem PutItem',
  'MarketTable SP#*': 'Query PutItem',
  '/vendors/ALPHA_VANTAGE_API_KEY': 'GetParameter',
  '/vendors/FMP_API_KEY': 'GetParameter',
};
const ASKERS = ['Train', 'Predict', 'Alert', 'Rules', 'Models', 'Bars', 'Evaluate', 'Trainer'];

const WORKERS = ['Sweep', 'Evaluate', 'Deliver', 'Reconcile', 'Retrain', 'Trainer'];

function alsoOf(role: string, actions: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const vendors = ASKERS.includes(role) ? ASKS_VENDORS : {};
  if (WORKERS.includes(role)) return { ...COUNTING, ...vendors };
  return 'CoreTable K#*' in actions ? { ...GATE, ...COUNTING, ...vendors } : {};
}

/** What is listed, and what goes with it. */
export const ROLE_ACTIONS: typeof LISTED = Object.fromEntries(
  Object.entries(LISTED).map(([role, actions]) => [role, { ...alsoOf(role, actions), ...actions }]),
);
