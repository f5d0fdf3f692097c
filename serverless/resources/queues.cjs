'use strict';

/**
 * Queues, each with the queue of what it gave up on. A dead letter is kept as long as SQS keeps anything, so that
 * somebody can look at it after the holidays.
 */
const WORK = [
  { id: 'Evaluate', name: 'evaluate', visibility: '${param:evaluateVisibilitySeconds}' },
  { id: 'Deliver', name: 'deliver', visibility: '${param:deliverVisibilitySeconds}' },
  { id: 'Train', name: 'train', visibility: '${param:trainVisibilitySeconds}' },
];
const TWO_WEEKS_SECONDS = 14 * 24 * 60 * 60;
const FOUR_DAYS_SECONDS = 4 * 24 * 60 * 60;

const arnOf = (id) => ({ 'Fn::GetAtt': [id, 'Arn'] });

const queue = (name, properties) => ({
  Type: 'AWS::SQS::Queue',
  Properties: { QueueName: '${param:prefix}-' + name, SqsManagedSseEnabled: true, ...properties },
});

const tlsOnly = (id) => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: arnOf(id),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const policy = (id, ...allowed) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: id }],
    PolicyDocument: { Version: '2012-10-17', Statement: [...allowed, tlsOnly(id)] },
  },
});

const workQueue = ({ id, name, visibility }) => ({
  [`${id}Dlq`]: queue(`${name}-dlq`, {
    MessageRetentionPeriod: TWO_WEEKS_SECONDS,
    RedriveAllowPolicy: { redrivePermission: 'byQueue', sourceQueueArns: [ownArn(name)] },
  }),
  [`${id}Queue`]: queue(name, {
    VisibilityTimeout: visibility,
    MessageRetentionPeriod: FOUR_DAYS_SECONDS,
    ReceiveMessageWaitTimeSeconds: 20,
    RedrivePolicy: { deadLetterTargetArn: arnOf(`${id}Dlq`), maxReceiveCount: '${param:maximumReceives}' },
  }),
  [`${id}DlqPolicy`]: policy(`${id}Dlq`),
  [`${id}QueuePolicy`]: policy(`${id}Queue`),
});

/** By name: the queue refers to its dead letters, which cannot refer back to it. */
const ownArn = (name) => ({
  'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${param:prefix}-' + name,
});

/** EventBridge puts events here that it could not hand over; Lambda puts those here that kept failing. */
const schedules = {
  ScheduleDlq: queue('schedule-dlq', { MessageRetentionPeriod: TWO_WEEKS_SECONDS }),
  ScheduleDlqPolicy: policy('ScheduleDlq', {
    Sid: 'SchedulesOfThisStack',
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: arnOf('ScheduleDlq'),
    Condition: {
      ArnEquals: {
        'aws:SourceArn': ['Sweep', 'Reconcile', 'Retrain'].map((name) => arnOf(`${name}EventsRuleSchedule1`)),
      },
    },
  }),
};

module.exports = { Resources: Object.assign({}, ...WORK.map(workQueue), schedules) };
