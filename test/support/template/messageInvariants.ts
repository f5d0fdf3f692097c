import type { CloudTemplate, Invariant, Named, Properties } from './cloudTemplate';
import { idsIn, ofType, queueReadersOf, queuesOf, topicsOf, unless } from './cloudTemplate';

/** CloudWatch cannot publish under the key that AWS manages: see serverless/resources/topics.yml. */
const UNENCRYPTED_TOPICS = ['AlarmTopic'];

/** AWS asks for six times the timeout: a batch may be retried by Lambda itself while it is throttled. */
const VISIBILITY_FACTOR = 6;

const deadLettersOf = ({ Properties }: Named): string | undefined =>
  idsIn(Properties['RedrivePolicy']?.['deadLetterTargetArn'])[0];

/** Queues that something works off, not those that collect what was given up on. */
const workQueuesOf = (template: CloudTemplate) => {
  const read = new Set(
    queueReadersOf(template).flatMap(({ Properties }) => idsIn(Properties['EventSourceArn'])),
  );
  return queuesOf(template).filter(({ id }) => read.has(id));
};

const deadLetterQueuesOf = (template: CloudTemplate) => {
  const working = new Set(workQueuesOf(template).map(({ id }) => id));
  return queuesOf(template).filter(({ id }) => !working.has(id));
};

export const aMessageThatCannotBeProcessedIsSetAside: Invariant = (template) =>
  unless(
    workQueuesOf(template),
    (queue) => {
      const target = template.Resources[deadLettersOf(queue) ?? ''];
      return target?.Type === 'AWS::SQS::Queue' && queue.Properties['RedrivePolicy']['maxReceiveCount'] >= 3;
    },
    'a message that cannot be processed is set aside after a few tries',
  );

export const deadLettersAreKeptLonger: Invariant = (template) =>
  unless(
    deadLetterQueuesOf(template),
    ({ Properties }) => Properties['MessageRetentionPeriod'] === 1_209_600,
    'a dead letter is kept for two weeks',
  );

export const aMessageStaysHiddenWhileItIsWorkedOn: Invariant = (template) =>
  unless(
    queueReadersOf(template),
    ({ Properties }) => {
      const queue = template.Resources[idsIn(Properties['EventSourceArn'])[0] ?? ''];
      const reader = template.Resources[idsIn(Properties['FunctionName'])[0] ?? ''];
      const window = (Properties['MaximumBatchingWindowInSeconds'] ?? 0) as number;
      const needed = VISIBILITY_FACTOR * (reader?.Properties['Timeout'] as number) + window;
      return (queue?.Properties['VisibilityTimeout'] as number) >= needed;
    },
    `its queue hides a message for ${VISIBILITY_FACTOR} times the timeout and the batch window`,
  );

export const aLeaseOutlivesItsWorker: Invariant = (template) => {
  const told = ofType(template, 'AWS::Lambda::Function').filter(
    ({ Properties }) => Properties['Environment']?.['Variables']?.['DELIVERY_LEASE_MS'] !== undefined,
  );
  const deliver = template.Resources['DeliverLambdaFunction']?.Properties['Timeout'] as number;
  return unless(
    told,
    ({ Properties }) => {
      const { DELIVERY_LEASE_MS: leaseMs, OUTBOX_DUE_MS: dueMs } = Properties['Environment']['Variables'];
      return Number(leaseMs) > 1_000 * deliver && Number(dueMs) > Number(leaseMs);
    },
    'a lease ends after its worker, and before the reconciler looks',
  );
};

export const anEventThatFindsNoFunctionIsSetAside: Invariant = (template) =>
  unless(
    ofType(template, 'AWS::Events::Rule'),
    ({ Properties }) =>
      (Properties['Targets'] as Properties[]).every(
        (target) =>
          template.Resources[idsIn(target['DeadLetterConfig'])[0] ?? '']?.Type === 'AWS::SQS::Queue',
      ),
    'what cannot be handed over goes to a queue',
  );

export const anEventThatKeepsFailingIsSetAside: Invariant = (template) => {
  const rules = ofType(template, 'AWS::Events::Rule');
  const called = new Set(
    rules.flatMap(({ Properties }) => idsIn((Properties['Targets'] as Properties[]).map(({ Arn }) => [Arn]))),
  );
  const configured = ofType(template, 'AWS::Lambda::EventInvokeConfig').filter(
    ({ Properties }) =>
      template.Resources[idsIn(Properties['DestinationConfig']?.['OnFailure'])[0] ?? '']?.Type ===
      'AWS::SQS::Queue',
  );
  const covered = new Set(configured.flatMap(({ Properties }) => idsIn([Properties['FunctionName']])));
  return unless(
    [...called].map((id) => ({ id })),
    ({ id }) => covered.has(id),
    'an invocation that keeps failing goes to a queue',
  );
};

export const theTwoSchedulesRunEachMinute: Invariant = (template) =>
  unless(
    ['SweepEventsRuleSchedule1', 'ReconcileEventsRuleSchedule1'].map((id) => ({ id })),
    ({ id }) => {
      const { ScheduleExpression, State } = template.Resources[id]?.Properties ?? {};
      return ScheduleExpression === 'rate(1 minute)' && State === 'ENABLED';
    },
    'it runs each minute',
  );

export const deadLettersAreNoticed: Invariant = (template) => {
  const watched = ofType(template, 'AWS::CloudWatch::Alarm')
    .filter(({ Properties }) => idsIn(Properties['AlarmActions']).includes('AlarmTopic'))
    .flatMap(({ Properties }) => idsIn(Properties['Dimensions']));
  return unless(deadLetterQueuesOf(template), ({ id }) => watched.includes(id), 'an alarm watches it');
};

export const aSweepThatStopsIsNoticed: Invariant = (template) =>
  unless(
    ofType(template, 'AWS::CloudWatch::Alarm').filter(({ Properties }) =>
      idsIn(Properties['Dimensions']).includes('SweepLambdaFunction'),
    ),
    ({ Properties }) =>
      Properties['TreatMissingData'] === 'breaching' &&
      idsIn(Properties['AlarmActions']).includes('AlarmTopic'),
    'silence is an alarm',
  );

export const queuesAreEncrypted: Invariant = (template) =>
  unless(
    queuesOf(template),
    ({ Properties }) => Properties['SqsManagedSseEnabled'] === true,
    'messages are encrypted',
  );

export const topicsAreEncrypted: Invariant = (template) =>
  unless(
    topicsOf(template).filter(({ id }) => !UNENCRYPTED_TOPICS.includes(id)),
    ({ Properties }) => Properties['KmsMasterKeyId'] !== undefined,
    'messages are encrypted',
  );
