import { isDeepStrictEqual } from 'node:util';
import type { CloudTemplate, Invariant, Properties } from './cloudTemplate';
import { idsIn, ofType, queueReadersOf, queuesOf, spelt, topicsOf, unless } from './cloudTemplate';
import { QUEUE_READERS } from './outline';

/** CloudWatch cannot publish under the key that AWS manages: see serverless/resources/topics.yml. */
const UNENCRYPTED_TOPICS = ['AlarmTopic'];

/** AWS asks for six times the timeout: a batch may be retried by Lambda itself while it is throttled. */
const VISIBILITY_FACTOR = 6;

const deadLetterQueuesOf = (template: CloudTemplate) =>
  queuesOf(template).filter(({ id }) => id.endsWith('Dlq'));

/** Queues that something works off, not those that collect what was given up on. */
const workQueuesOf = (template: CloudTemplate) => queuesOf(template).filter(({ id }) => !id.endsWith('Dlq'));

export const aMessageThatCannotBeProcessedIsSetAside: Invariant = (template) =>
  unless(
    workQueuesOf(template),
    ({ id, Properties }) => {
      const { deadLetterTargetArn, maxReceiveCount } = (Properties['RedrivePolicy'] ?? {}) as Properties;
      const own = id.replace(/Queue$/, 'Dlq');
      return spelt(deadLetterTargetArn) === `\${${own}.Arn}` && maxReceiveCount >= 3 && maxReceiveCount <= 10;
    },
    'a message that cannot be processed is set aside after a few tries, among its own kind',
  );

export const deadLettersComeFromTheirOwnQueue: Invariant = (template) =>
  unless(
    workQueuesOf(template),
    ({ id, Properties }) =>
      isDeepStrictEqual(template.Resources[id.replace(/Queue$/, 'Dlq')]?.Properties['RedriveAllowPolicy'], {
        redrivePermission: 'byQueue',
        sourceQueueArns: [
          {
            'Fn::Sub': `arn:\${AWS::Partition}:sqs:\${AWS::Region}:\${AWS::AccountId}:${Properties['QueueName']}`,
          },
        ],
      }),
    'its dead letters are taken from it and no other queue',
  );

export const workWaitsForADay: Invariant = (template) =>
  unless(
    workQueuesOf(template),
    ({ Properties }) =>
      Properties['MessageRetentionPeriod'] >= 86_400 && Properties['MessageRetentionPeriod'] < 1_209_600,
    'a message outlives a day without workers, and its dead letter outlives it',
  );

export const aQueueIsReadByItsOwnFunction: Invariant = (template) =>
  unless(
    workQueuesOf(template),
    ({ id }) => {
      const readers = queueReadersOf(template).filter(
        ({ Properties }) => spelt(Properties['EventSourceArn']) === `\${${id}.Arn}`,
      );
      const functions = readers.map(({ Properties }) => spelt(Properties['FunctionName']));
      return String(functions) === `\${${QUEUE_READERS[id]}.Arn}`;
    },
    'one function reads it, and the right one',
  );

export const nothingElseIsRead: Invariant = (template) =>
  unless(
    queueReadersOf(template),
    ({ Properties }) =>
      workQueuesOf(template).some(({ id }) => spelt(Properties['EventSourceArn']) === `\${${id}.Arn}`),
    'what it reads is a queue of work',
  );

export const aQueueIsReadWithCare: Invariant = (template) =>
  unless(
    queueReadersOf(template),
    ({ Properties }) =>
      Properties['Enabled'] === true &&
      String(Properties['FunctionResponseTypes']) === 'ReportBatchItemFailures',
    'it is switched on, and one bad message does not fail its batch',
  );

export const aQueueIsReadWithinLimits: Invariant = (template) =>
  unless(
    queueReadersOf(template),
    ({ Properties }) =>
      Properties['ScalingConfig']?.['MaximumConcurrency'] >= 2 &&
      Properties['ScalingConfig']?.['MaximumConcurrency'] <= 10 &&
      Properties['BatchSize'] <= 10,
    'a backlog does not take all of the concurrency',
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
