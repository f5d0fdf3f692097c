'use strict';

/** What an operator must look at: a message that was given up on, and a sweep that stopped. */
const DEAD_LETTERS = [
  ['Evaluate', 'evaluate'],
  ['Deliver', 'deliver'],
  ['Train', 'train'],
  ['Schedule', 'schedule'],
];

const alarm = (name, properties) => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmName: '${param:prefix}-' + name,
    Period: 300,
    AlarmActions: [{ Ref: 'AlarmTopic' }],
    ...properties,
  },
});

const deadLetterAlarm = ([id, name]) => [
  `${id}DlqAlarm`,
  alarm(`${name}-dead-letters`, {
    AlarmDescription: `A message of the queue "${name}" was given up on: read docs/deploy.md, "Dead letters".`,
    Namespace: 'AWS/SQS',
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [`${id}Dlq`, 'QueueName'] } }],
    Statistic: 'Maximum',
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
  }),
];

const sweepStopped = alarm('sweep-stopped', {
  AlarmDescription: 'No sweep ran for ten minutes: no rule is being judged.',
  Namespace: 'AWS/Lambda',
  MetricName: 'Invocations',
  Dimensions: [{ Name: 'FunctionName', Value: { Ref: 'SweepLambdaFunction' } }],
  Statistic: 'Sum',
  EvaluationPeriods: 2,
  Threshold: 1,
  ComparisonOperator: 'LessThanThreshold',
  TreatMissingData: 'breaching',
});

module.exports = {
  Resources: { ...Object.fromEntries(DEAD_LETTERS.map(deadLetterAlarm)), SweepStoppedAlarm: sweepStopped },
};
