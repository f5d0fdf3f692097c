import type { Properties } from '../../support/template/cloudTemplate';
import { EXACT_SEEDS } from './exactTemplateSeeds';
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
  resource,
  seed,
  set,
  target,
  unset,
  variables,
} from './templateEdits';

const FUNCTIONS: readonly TemplateSeed[] = [
  seed('runsOnNode24', 'an older Node', set('PredictLambdaFunction', 'Runtime', 'nodejs20.x')),
  seed('runsOnArm', 'another processor', set('PredictLambdaFunction', 'Architectures', ['x86_64'])),
  seed('runsOnArm', 'the processor left to chance', unset('PredictLambdaFunction', 'Architectures')),
  seed(
    'hasAFileOfItsOwn',
    "another function's handler",
    set('TrainLambdaFunction', 'Handler', 'dist/handlers/x.handler'),
  ),
  seed(
    'hasAFileOfItsOwn',
    "another function's zip",
    edit('TrainLambdaFunction', ({ Code }) => Object.assign(Code, { S3Key: 'serverless/all.zip' })),
  ),
  seed('answersBeforeTheGatewayGivesUp', 'a patient function', set('RulesLambdaFunction', 'Timeout', 30)),
  seed('somethingTriggersIt', 'a schedule that is gone', remove('SweepEventsRuleSchedule1')),
  seed(
    'everyRouteLeadsToTheFunctionThatBindsIt',
    'a route that is gone',
    remove('HttpApiRoutePostV1Predict'),
  ),
  seed(
    'everyRouteLeadsToTheFunctionThatBindsIt',
    'a bare path that is gone',
    remove('HttpApiRoutePostPredict'),
  ),
  seed(
    'everyRouteLeadsToTheFunctionThatBindsIt',
    'a route nobody knows',
    set('HttpApiRouteGetHealth', 'RouteKey', 'GET /admin'),
  ),
  seed('aRouteIsPaced', 'no throttling', unset('HttpApiStage', 'DefaultRouteSettings')),
  seed(
    'isToldExactlyWhatItsDoorAsks',
    'a variable too few',
    variables('PredictLambdaFunction', (told) => delete told['MODELS_BUCKET']),
  ),
  seed(
    'isToldExactlyWhatItsDoorAsks',
    'a variable too many',
    variables('CalendarLambdaFunction', (told) => Object.assign(told, { MARKET_TABLE: 'x' })),
  ),
  seed(
    'isToldExactlyWhatItsDoorAsks',
    'a variable too few that has a default',
    variables('PredictLambdaFunction', (told) => delete told['CACHE_BARS_MS']),
  ),
  seed(
    'isToldExactlyWhatItsDoorAsks',
    'a cache for who keeps nothing',
    variables('CalendarLambdaFunction', (told) => Object.assign(told, { CACHE_BARS_MS: '60000' })),
  ),
  seed(
    'keepsAsLongAsItSays',
    'bars for as long as models',
    variables('PredictLambdaFunction', (told) => Object.assign(told, { CACHE_BARS_MS: '3600000' })),
  ),
  seed(
    'noSecretStandsInTheEnvironment',
    'a vendor key',
    variables('PredictLambdaFunction', (told) => Object.assign(told, { FMP_API_KEY: 'x' })),
  ),
  seed(
    'noSecretStandsInTheEnvironment',
    'a signing secret under a harmless name',
    variables('PredictLambdaFunction', (told) => Object.assign(told, { MARKET_DATA: 'whsec_c2VjcmV0' })),
  ),
  seed(
    'nothingLocalIsDeployed',
    'an emulator',
    variables('PredictLambdaFunction', (told) => Object.assign(told, { AWS_ENDPOINT_URL: '' })),
  ),
  seed(
    'nothingLocalIsDeployed',
    'a queue on this machine',
    variables('TrainLambdaFunction', (told) =>
      Object.assign(told, { TRAIN_QUEUE_URL: 'http://127.0.0.1:4566/q' }),
    ),
  ),
  seed('itsLogIsThereBeforeIt', 'a log that Lambda would make', remove('DeliverLogGroup')),
  seed('logsAreForgotten', 'a log kept for ever', unset('DeliverLogGroup', 'RetentionInDays')),
  seed('logsAreForgotten', 'an access log kept for ever', unset('HttpApiLogGroup', 'RetentionInDays')),
  seed(
    'aQueueIsReadWithCare',
    'a batch that fails as one',
    unset('DeliverEventSourceMappingSQSDeliverQueue', 'FunctionResponseTypes'),
  ),
  seed(
    'aQueueIsReadWithinLimits',
    'a backlog without limits',
    unset('EvaluateEventSourceMappingSQSEvaluateQueue', 'ScalingConfig'),
  ),
];

const STORAGE: readonly TemplateSeed[] = [
  seed('everyTableIsKeptOrRebuilt', 'a table that is gone', remove('OpsTable')),
  seed('everyTableIsKeptOrRebuilt', 'a table of unknown fate', (template) => {
    template.Resources['NewTable'] = { Type: 'AWS::DynamoDB::Table', Properties: {} };
  }),
  seed(
    'keptTablesCanBeWoundBack',
    'no recovery',
    set('AlertsTable', 'PointInTimeRecoverySpecification', { PointInTimeRecoveryEnabled: false }),
  ),
  seed('keptTablesOutliveTheStack', 'deleted with the stack', (template) => {
    resource(template, 'CoreTable').DeletionPolicy = 'Delete';
  }),
  seed('keptTablesOutliveTheStack', 'deleted when replaced', (template) => {
    delete resource(template, 'AlertsTable').UpdateReplacePolicy;
  }),
  seed('keptTablesCannotBeDeleted', 'no protection', unset('CoreTable', 'DeletionProtectionEnabled')),
  seed('rebuiltTablesForget', 'no expiry', unset('MarketTable', 'TimeToLiveSpecification')),
  seed(
    'rebuiltTablesForget',
    'another attribute',
    set('OpsTable', 'TimeToLiveSpecification', { Enabled: true, AttributeName: 'ttl' }),
  ),
  seed('tablesAreEncrypted', "the provider's own key", unset('MarketTable', 'SSESpecification')),
  seed('tablesCostNothingWhenIdle', 'paid by the hour', set('OpsTable', 'BillingMode', 'PROVISIONED')),
  seed(
    'tablesHaveTheKeysThatAdaptersUse',
    'an index that is gone',
    unset('OpsTable', 'GlobalSecondaryIndexes'),
  ),
  seed(
    'tablesHaveTheKeysThatAdaptersUse',
    'another key',
    set('CoreTable', 'KeySchema', [{ AttributeName: 'PK', KeyType: 'HASH' }]),
  ),
  seed(
    'bucketsArePrivate',
    'a public policy',
    edit('ModelsBucket', (bucket) =>
      Object.assign(bucket['PublicAccessBlockConfiguration'], { BlockPublicPolicy: false }),
    ),
  ),
  seed('bucketsKeepVersions', 'overwritten for good', unset('ModelsBucket', 'VersioningConfiguration')),
  seed('bucketsAreEncrypted', 'plain objects', unset('ModelsBucket', 'BucketEncryption')),
  seed(
    'modelsOutliveTheStackAndOldOnesAreForgotten',
    'versions kept for ever',
    unset('ModelsBucket', 'LifecycleConfiguration'),
  ),
  seed('everythingInTransitIsEncrypted', 'a bucket without a policy', remove('ModelsBucketPolicy')),
  seed(
    'everythingInTransitIsEncrypted',
    'a queue that denies nothing',
    policy('DeliverQueuePolicy', (statements) => statements.splice(0)),
  ),
  seed(
    'everythingInTransitIsEncrypted',
    'a topic that denies those with TLS',
    policy('AlertFiredTopicPolicy', ([first]) => Object.assign(first ?? {}, { Condition: {} })),
  ),
];

const MESSAGES: readonly TemplateSeed[] = [
  seed('aMessageThatCannotBeProcessedIsSetAside', 'tried for ever', unset('TrainQueue', 'RedrivePolicy')),
  seed(
    'aMessageThatCannotBeProcessedIsSetAside',
    'tried once',
    edit('DeliverQueue', ({ RedrivePolicy }) => Object.assign(RedrivePolicy, { maxReceiveCount: 1 })),
  ),
  seed('deadLettersAreKeptLonger', 'gone after four days', unset('TrainDlq', 'MessageRetentionPeriod')),
  seed(
    'aMessageStaysHiddenWhileItIsWorkedOn',
    'seen twice at once',
    set('TrainQueue', 'VisibilityTimeout', 1_799),
  ),
  seed(
    'aMessageStaysHiddenWhileItIsWorkedOn',
    'a slower function',
    set('EvaluateLambdaFunction', 'Timeout', 61),
  ),
  seed(
    'aLeaseOutlivesItsWorker',
    'a lease that ends first',
    variables('DeliverLambdaFunction', (told) => Object.assign(told, { DELIVERY_LEASE_MS: '30000' })),
  ),
  seed(
    'aLeaseOutlivesItsWorker',
    'a reconciler that is too quick',
    variables('ReconcileLambdaFunction', (told) => Object.assign(told, { OUTBOX_DUE_MS: '60000' })),
  ),
  seed(
    'anEventThatFindsNoFunctionIsSetAside',
    'an event that is dropped',
    target('ReconcileEventsRuleSchedule1', (one) => delete one['DeadLetterConfig']),
  ),
  seed('anEventThatKeepsFailingIsSetAside', 'a failure nobody sees', remove('SweepLambdaEvConf')),
  seed('theTwoSchedulesRunEachMinute', 'switched off', set('SweepEventsRuleSchedule1', 'State', 'DISABLED')),
  seed(
    'theTwoSchedulesRunEachMinute',
    'too seldom',
    set('ReconcileEventsRuleSchedule1', 'ScheduleExpression', 'rate(5 minutes)'),
  ),
  seed(
    'modelsLearnEachNightAfterASession',
    'by day, while the market is open',
    set('RetrainEventsRuleSchedule1', 'ScheduleExpression', 'cron(0 15 ? * MON-FRI *)'),
  ),
  seed(
    'modelsLearnEachNightAfterASession',
    'switched off',
    set('RetrainEventsRuleSchedule1', 'State', 'DISABLED'),
  ),
  seed('deadLettersAreNoticed', 'a queue nobody watches', remove('DeliverDlqAlarm')),
  seed('deadLettersAreNoticed', 'an alarm nobody hears', set('TrainDlqAlarm', 'AlarmActions', [])),
  seed(
    'aSweepThatStopsIsNoticed',
    'silence taken for health',
    set('SweepStoppedAlarm', 'TreatMissingData', 'missing'),
  ),
  seed('aSweepThatStopsIsNoticed', 'an alarm that is gone', remove('SweepStoppedAlarm')),
  seed('queuesAreEncrypted', 'plain messages', set('EvaluateQueue', 'SqsManagedSseEnabled', false)),
  seed('topicsAreEncrypted', 'plain messages', unset('AlertFiredTopic', 'KmsMasterKeyId')),
];

const ACCESS: readonly TemplateSeed[] = [
  seed(
    'everyFunctionHasARoleOfItsOwn',
    'a borrowed role',
    set('HealthLambdaFunction', 'Role', arnOf('RulesRole')),
  ),
  seed('onlyLambdaTakesARole', 'another service', (template) => {
    const [first] = resource(template, 'TrainRole').Properties['AssumeRolePolicyDocument'][
      'Statement'
    ] as Properties[];
    Object.assign(first ?? {}, { Principal: { AWS: '*' } });
  }),
  seed(
    'noPolicyIsBorrowed',
    'a policy of AWS',
    set('TrainRole', 'ManagedPolicyArns', [
      'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',
    ]),
  ),
  seed(
    'everyActionIsNamed',
    'every action of a service',
    grants('BarsRole', grant('dynamodb:*', arnOf('MarketTable'))),
  ),
  seed(
    'everyActionIsNamed',
    'every reading action',
    grants('BarsRole', grant(['s3:Get*'], arnOf('ModelsBucket'))),
  ),
  seed('noGrantIsForEverything', 'every resource', grants('SweepRole', grant('sqs:SendMessage', '*'))),
  seed(
    'noGrantIsForEverything',
    'every queue of the account',
    grants(
      'SweepRole',
      grant('sqs:SendMessage', { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:*' }),
    ),
  ),
  seed(
    'everyPatternHasItsReason',
    'a pattern without a reason',
    grants('SweepRole', grant('s3:GetObject', { 'Fn::Sub': '${ModelsBucket.Arn}/*' })),
  ),
  seed('everyPatternHasItsReason', 'a reason without a pattern', (template) => {
    grants('ReconcileRole', (statements) => statements.splice(0))(template);
  }),
  seed(
    'aTableIsOpenedByKindOfItem',
    'every item of a table',
    grants('CalendarRole', (statements) => delete keys(statements)['Condition']),
  ),
  seed(
    'onlyTheKeyFunctionWritesApiKeys',
    'a key made by a route',
    grants('RulesRole', (statements) => Object.assign(keys(statements), { Action: ['dynamodb:PutItem'] })),
  ),
  seed(
    'onlyTheKeyFunctionWritesApiKeys',
    'a route that can give a key another scope',
    grants('RulesRole', (statements) => void keyAttributes(statements).push('document')),
  ),
  seed(
    'onlyTheKeyFunctionWritesApiKeys',
    'a route that can write all of a key',
    grants('RulesRole', (statements) => Object.assign(keys(statements), { Action: ['dynamodb:UpdateItem'] })),
  ),
  seed(
    'aFunctionReachesWhatItIsToldOf',
    'a table it is not told of',
    grants('SweepRole', grant('dynamodb:Query', arnOf('AlertsTable'))),
  ),
  seed(
    'aFunctionReachesWhatItIsToldOf',
    'a table it may not reach',
    grants('ReadyRole', (statements) => statements.splice(1, 1)),
  ),
  seed(
    'aQueueIsReadWithTheRightsItTakes',
    'messages that cannot be deleted',
    grants('TrainerRole', (statements) =>
      Object.assign(statements[1] ?? {}, { Action: ['sqs:ReceiveMessage'] }),
    ),
  ),
  seed(
    'onlyOurOwnCallAFunction',
    'any API of any account',
    unset('TrainLambdaPermissionHttpApi', 'SourceArn'),
  ),
  seed(
    'aServiceIsTrustedForOurOwnOnly',
    "anybody's events",
    policy('ScheduleDlqPolicy', ([first]) => delete first?.['Condition']),
  ),
  seed(
    'aServiceIsTrustedForOurOwnOnly',
    'anybody at all',
    policy('DeliverQueuePolicy', (statements) => {
      statements.push({
        Effect: 'Allow',
        Principal: '*',
        Action: 'sqs:SendMessage',
        Resource: arnOf('DeliverQueue'),
      });
    }),
  ),
];

export const TEMPLATE_SEEDS: readonly TemplateSeed[] = [
  ...FUNCTIONS,
  ...STORAGE,
  ...MESSAGES,
  ...ACCESS,
  ...EXACT_SEEDS,
];
