import type { Properties } from '../../support/template/cloudTemplate';
import type { TemplateSeed } from './templateEdits';
import {
  arnOf,
  edit,
  grant,
  grants,
  keyAttributes,
  keys,
  policy,
  remove,
  seed,
  set,
  target,
  unset,
  variables,
} from './templateEdits';

type Change = readonly [change: string, apply: TemplateSeed['apply']];

const breaking = (invariant: string, ...changes: readonly Change[]): readonly TemplateSeed[] =>
  changes.map(([change, apply]) => seed(invariant, change, apply));

const add =
  (id: string, Type: string, properties: Properties): TemplateSeed['apply'] =>
  (template) => {
    template.Resources[id] = { Type, Properties: properties };
  };

const trust = (id: string, change: Properties) =>
  edit(id, ({ AssumeRolePolicyDocument }) =>
    Object.assign((AssumeRolePolicyDocument as { Statement: Properties[] }).Statement[0] ?? {}, change),
  );

const redrive = (id: string, change: Properties) =>
  edit(id, ({ RedrivePolicy }) => Object.assign(RedrivePolicy, change));

const lifecycle = (change: Properties) =>
  edit('ModelsBucket', ({ LifecycleConfiguration }) =>
    Object.assign((LifecycleConfiguration as { Rules: Properties[] }).Rules[0] ?? {}, change),
  );

const TENANT_TOPICS = {
  'Fn::Sub': 'arn:${AWS::Partition}:sns:${AWS::Region}:${AWS::AccountId}:stock-price-alerter-prod-t-*',
};

const SUBSCRIPTIONS = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['T#*'] } };
const OUTBOX = { 'Fn::Sub': '${AlertsTable.Arn}/index/outbox' };

/** Changes that leave everything in its place and are wrong all the same. */
export const EXACT_SEEDS: readonly TemplateSeed[] = [
  ...breaking(
    'onlyKnownKindsOfResourceAreThere',
    ['a policy beside the roles', add('ExtraPolicy', 'AWS::IAM::Policy', { Roles: [{ Ref: 'HealthRole' }] })],
    ['a function with an address of its own', add('TrainUrl', 'AWS::Lambda::Url', { AuthType: 'NONE' })],
    ['a layer for everybody', add('LayerForAll', 'AWS::Lambda::LayerVersionPermission', { Principal: '*' })],
    ['a subscriber from outside', add('Listener', 'AWS::SNS::Subscription', { Protocol: 'https' })],
  ),
  ...breaking(
    'everyReferenceLeadsSomewhere',
    ['a topic that is gone', remove('AlarmTopic')],
    ['an interface that is gone', remove('HttpApi')],
  ),
  ...breaking(
    'theGatewayServesAtTheRoot',
    ['a stage before every path', set('HttpApiStage', 'StageName', 'prod')],
    ['a deployment that waits', set('HttpApiStage', 'AutoDeploy', false)],
  ),
  ...breaking('theGatewaySpeaksAsTheEntryReads', [
    'an impatient gateway',
    set('HttpApiIntegrationTrain', 'TimeoutInMillis', 3_000),
  ]),
  ...breaking('anEventThatKeepsFailingIsSetAside', [
    'events of yesterday',
    set('SweepLambdaEvConf', 'MaximumEventAgeInSeconds', 86_400),
  ]),
  ...breaking('anEventThatFindsNoFunctionIsSetAside', [
    'events of yesterday',
    target('SweepEventsRuleSchedule1', (one) =>
      Object.assign(one['RetryPolicy'], { MaximumEventAgeInSeconds: 86_400 }),
    ),
  ]),
  ...breaking('logsAreForgotten', [
    'a log kept for ten years',
    set('DeliverLogGroup', 'RetentionInDays', 3_653),
  ]),
  ...breaking('deadLettersAreNoticed', [
    'an alarm that cries wolf',
    set('TrainDlqAlarm', 'TreatMissingData', 'breaching'),
  ]),
  ...breaking(
    'onlyKnownPropertiesAreSet',
    ['a table that others may open', set('CoreTable', 'ResourcePolicy', { PolicyDocument: {} })],
    ['a page of any site that may ask', set('HttpApi', 'CorsConfiguration', { AllowOrigins: ['*'] })],
    ['objects for everybody', set('ModelsBucket', 'AccessControl', 'PublicRead')],
    ['an alarm that is switched off', set('TrainDlqAlarm', 'ActionsEnabled', false)],
    ['a function that never runs', set('SweepLambdaFunction', 'ReservedConcurrentExecutions', 0)],
    [
      'messages that are filtered out',
      set('DeliverEventSourceMappingSQSDeliverQueue', 'FilterCriteria', { Filters: [] }),
    ],
    ['a stream of what is stored', set('CoreTable', 'StreamSpecification', { StreamViewType: 'NEW_IMAGE' })],
  ),
  ...breaking(
    'aRoleMayDoWhatIsListedAndNoMore',
    ['a table that can be deleted', grants('RulesRole', grant('dynamodb:DeleteTable', arnOf('CoreTable')))],
    ['a table that can be read as a whole', grants('BarsRole', grant('dynamodb:Scan', arnOf('MarketTable')))],
    [
      'an item of another kind',
      grants('CalendarRole', (statements) => Object.assign(keys(statements), { Condition: SUBSCRIPTIONS })),
    ],
    [
      'an attribute that only the key function may write',
      grants('CalendarRole', (statements) => void keyAttributes(statements).splice(2, 1, 'revokedAt')),
    ],
    ['another index', grants('AlertsRole', grant('dynamodb:Query', OUTBOX))],
    ['an item that cannot be read', grants('CalendarRole', (statements) => statements.splice(1))],
    ['a topic that can be deleted', grants('DeliverRole', grant('sns:DeleteTopic', TENANT_TOPICS))],
  ),
  ...breaking(
    'aFunctionWritesToItsOwnLog',
    ['a log it cannot write', grants('HealthRole', (statements) => statements.splice(0))],
    [
      'a log it can delete',
      grants('HealthRole', ([log]) => Object.assign(log ?? {}, { Action: ['logs:DeleteLogGroup'] })),
    ],
    [
      "another function's log",
      grants('HealthRole', ([log]) => Object.assign(log ?? {}, { Resource: arnOf('TrainLogGroup') })),
    ],
  ),
  ...breaking(
    'onlyLambdaTakesARole',
    ['another way to take it', trust('TrainRole', { Action: ['sts:AssumeRole', 'sts:TagSession'] })],
    [
      'another service besides',
      trust('TrainRole', { Principal: { Service: ['lambda.amazonaws.com', 'ec2.amazonaws.com'] } }),
    ],
    ['nobody', trust('TrainRole', { Effect: 'Deny' })],
  ),
  ...breaking(
    'onlyOurOwnCallAFunction',
    ['anybody', set('TrainLambdaPermissionHttpApi', 'Principal', '*')],
    ['any API of ours and of others', set('TrainLambdaPermissionHttpApi', 'SourceArn', '*')],
    ['more than calling', set('TrainLambdaPermissionHttpApi', 'Action', 'lambda:*')],
    ['a schedule that may not call', remove('SweepLambdaPermissionEventsRuleSchedule1')],
    [
      'a caller too many',
      set('HealthLambdaPermissionHttpApi', 'FunctionName', arnOf('TrainerLambdaFunction')),
    ],
  ),
  ...breaking(
    'everyRouteLeadsToTheFunctionThatBindsIt',
    [
      "another function's route",
      set('HttpApiRoutePostV1Predict', 'Target', { 'Fn::Sub': 'integrations/${HttpApiIntegrationHealth}' }),
    ],
    [
      "another function's integration",
      set('HttpApiIntegrationRules', 'IntegrationUri', arnOf('AlertsLambdaFunction')),
    ],
    ['a route that leads nowhere', unset('HttpApiRouteDefault', 'Target')],
  ),
  ...breaking('theGatewaySpeaksAsTheEntryReads', [
    'the payload of another year',
    set('HttpApiIntegrationTrain', 'PayloadFormatVersion', '1.0'),
  ]),
  ...breaking('aRouteIsPaced', [
    'a pace that is none',
    set('HttpApiStage', 'DefaultRouteSettings', { ThrottlingRateLimit: 10_000, ThrottlingBurstLimit: 5_000 }),
  ]),
  ...breaking(
    'everyRequestIsWrittenDown',
    ['no access log', unset('HttpApiStage', 'AccessLogSettings')],
    [
      'a log of nothing',
      edit('HttpApiStage', ({ AccessLogSettings }) => Object.assign(AccessLogSettings, { Format: '-' })),
    ],
  ),
  ...breaking(
    'aVariableNamesItsOwnResource',
    [
      'two tables exchanged',
      variables('PredictLambdaFunction', (told) =>
        Object.assign(told, { CORE_TABLE: { Ref: 'MarketTable' } }),
      ),
    ],
    [
      "everybody's topics",
      variables('DeliverLambdaFunction', (told) =>
        Object.assign(told, { TENANT_TOPIC_PREFIX: 'arn:aws:sns:' }),
      ),
    ],
    [
      'bars where there are none',
      variables('BarsLambdaFunction', (told) => Object.assign(told, { MARKET_DATA_DIR: '/tmp' })),
    ],
  ),
  ...breaking(
    'barsLieBesideWhoReadsThem',
    ['bars that are not there', unset('SweepLambdaFunction', 'Layers')],
    ['bars for nothing', set('HealthLambdaFunction', 'Layers', [{ Ref: 'MarketDataLambdaLayer' }])],
    ["somebody else's code", set('BarsLambdaFunction', 'Layers', ['arn:aws:lambda:us-east-1:1:layer:x:1'])],
  ),
  ...breaking('keptTablesForgetNothing', [
    'alerts that expire',
    set('AlertsTable', 'TimeToLiveSpecification', { Enabled: true, AttributeName: 'dueAt' }),
  ]),
  ...breaking('tablesHaveTheKeysThatAdaptersUse', [
    'an index of keys alone',
    edit('AlertsTable', ({ GlobalSecondaryIndexes: indexes }) =>
      Object.assign((indexes as Properties[])[1] ?? {}, { Projection: { ProjectionType: 'KEYS_ONLY' } }),
    ),
  ]),
  ...breaking('keysAreOfTheTypesThatAdaptersWrite', [
    'times that are compared as words',
    edit('AlertsTable', ({ AttributeDefinitions: keys }) =>
      Object.assign((keys as Properties[]).at(-1) ?? {}, { AttributeType: 'S' }),
    ),
  ]),
  ...breaking('bucketsArePrivate', [
    'objects that belong to who wrote them',
    set('ModelsBucket', 'OwnershipControls', { Rules: [{ ObjectOwnership: 'ObjectWriter' }] }),
  ]),
  ...breaking('bucketsAreEncrypted', [
    'an encryption without a kind',
    set('ModelsBucket', 'BucketEncryption', {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: {} }],
    }),
  ]),
  ...breaking(
    'aModelThatIsUsedNeverExpires',
    ['a model that expires', lifecycle({ ExpirationInDays: 30 })],
    [
      'a model that is put away',
      lifecycle({ Transitions: [{ StorageClass: 'GLACIER', TransitionInDays: 1 }] }),
    ],
    ['a replaced model gone the next day', lifecycle({ NoncurrentVersionExpiration: { NoncurrentDays: 1 } })],
  ),
  ...breaking('modelsOutliveTheStackAndOldOnesAreForgotten', [
    'a rule that is switched off',
    lifecycle({ Status: 'Disabled' }),
  ]),
  ...breaking(
    'aMessageThatCannotBeProcessedIsSetAside',
    ['tried for weeks', redrive('TrainQueue', { maxReceiveCount: 1_000 })],
    ['set aside among others', redrive('TrainQueue', { deadLetterTargetArn: arnOf('DeliverDlq') })],
    ['set aside where it is worked off', redrive('TrainQueue', { deadLetterTargetArn: arnOf('TrainQueue') })],
  ),
  ...breaking(
    'deadLettersComeFromTheirOwnQueue',
    ['dead letters of any queue', set('TrainDlq', 'RedriveAllowPolicy', { redrivePermission: 'allowAll' })],
    ['dead letters of no queue', set('TrainDlq', 'RedriveAllowPolicy', { redrivePermission: 'denyAll' })],
  ),
  ...breaking(
    'workWaitsForADay',
    ['work that is gone in an hour', set('DeliverQueue', 'MessageRetentionPeriod', 3_600)],
    ['work that outlives its dead letter', set('DeliverQueue', 'MessageRetentionPeriod', 1_209_600)],
  ),
  ...breaking(
    'aQueueIsReadByItsOwnFunction',
    ['a queue nobody reads', remove('TrainerEventSourceMappingSQSTrainQueue')],
    [
      "another function's work",
      set('TrainerEventSourceMappingSQSTrainQueue', 'FunctionName', arnOf('DeliverLambdaFunction')),
    ],
    [
      'a second reader',
      add('Reader', 'AWS::Lambda::EventSourceMapping', {
        EventSourceArn: arnOf('TrainQueue'),
        FunctionName: arnOf('DeliverLambdaFunction'),
      }),
    ],
  ),
  ...breaking('nothingElseIsRead', [
    'dead letters that are worked off',
    set('TrainerEventSourceMappingSQSTrainQueue', 'EventSourceArn', arnOf('TrainDlq')),
  ]),
  ...breaking('aQueueIsReadWithCare', [
    'a reader that is switched off',
    set('TrainerEventSourceMappingSQSTrainQueue', 'Enabled', false),
  ]),
  ...breaking('aQueueIsReadWithinLimits', [
    'a backlog with wide limits',
    set('EvaluateEventSourceMappingSQSEvaluateQueue', 'ScalingConfig', { MaximumConcurrency: 1_000 }),
  ]),
  ...breaking('aScheduleCallsItsOwnFunction', [
    "another function's schedule",
    target('SweepEventsRuleSchedule1', (one) =>
      Object.assign(one, { Arn: arnOf('ReconcileLambdaFunction') }),
    ),
  ]),
  ...breaking(
    'deadLettersAreNoticed',
    ['an alarm at the thousandth', set('TrainDlqAlarm', 'Threshold', 1_000)],
    [
      'an alarm that looks at the oldest',
      set('TrainDlqAlarm', 'MetricName', 'ApproximateAgeOfOldestMessage'),
    ],
    ['an alarm when there is none', set('TrainDlqAlarm', 'ComparisonOperator', 'LessThanThreshold')],
    [
      'an alarm of another queue',
      set('TrainDlqAlarm', 'Dimensions', [
        { Name: 'QueueName', Value: { 'Fn::GetAtt': ['DeliverDlq', 'QueueName'] } },
      ]),
    ],
    ['an alarm after a day', set('TrainDlqAlarm', 'EvaluationPeriods', 288)],
    ['an alarm that other people hear', set('TrainDlqAlarm', 'AlarmActions', [{ Ref: 'AlertFiredTopic' }])],
  ),
  ...breaking(
    'aSweepThatStopsIsNoticed',
    ['an alarm while it runs', set('SweepStoppedAlarm', 'ComparisonOperator', 'GreaterThanThreshold')],
    ['an alarm that looks at failures', set('SweepStoppedAlarm', 'MetricName', 'Errors')],
  ),
  ...breaking(
    'everythingInTransitIsEncrypted',
    [
      'plain reading',
      policy('ModelsBucketPolicy', ([deny]) => Object.assign(deny ?? {}, { Action: 's3:PutObject' })),
    ],
    [
      'plain objects of a bucket',
      policy('ModelsBucketPolicy', ([deny]) =>
        Object.assign(deny ?? {}, { Resource: arnOf('ModelsBucket') }),
      ),
    ],
    [
      'one account alone',
      policy('DeliverQueuePolicy', ([deny]) => Object.assign(deny ?? {}, { Principal: { AWS: '1' } })),
    ],
    ['a policy of another queue', set('DeliverQueuePolicy', 'Queues', [{ Ref: 'TrainQueue' }])],
    [
      'a policy of another bucket',
      set('ModelsBucketPolicy', 'Bucket', { Ref: 'ServerlessDeploymentBucket' }),
    ],
    [
      'a second condition',
      policy('AlertFiredTopicPolicy', ([deny]) =>
        Object.assign(deny?.['Condition'] ?? {}, { StringEquals: { 'aws:userid': 'x' } }),
      ),
    ],
  ),
  ...breaking(
    'aServiceIsTrustedForOurOwnOnly',
    ['events that cannot be set aside', policy('ScheduleDlqPolicy', (statements) => statements.shift())],
    [
      'events that may do more',
      policy('ScheduleDlqPolicy', ([first]) => Object.assign(first ?? {}, { Action: 'sqs:*' })),
    ],
    [
      'events of anybody, spelt out',
      policy('ScheduleDlqPolicy', ([first]) =>
        Object.assign(first ?? {}, { Condition: { ArnLike: { 'aws:SourceArn': '*' } } }),
      ),
    ],
    [
      'events of everybody else',
      policy('ScheduleDlqPolicy', ([first]) =>
        Object.assign(first ?? {}, {
          Condition: { ArnNotEquals: first?.['Condition']['ArnEquals'] as Properties },
        }),
      ),
    ],
    ['alarms that cannot be told', policy('AlarmTopicPolicy', (statements) => statements.shift())],
  ),
];
