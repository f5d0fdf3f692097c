import type { Invariant, Properties } from './cloudTemplate';
import { idsIn, ofType, queuesOf, spelt, unless } from './cloudTemplate';

/** The next minute sweeps again: an old event is not worth keeping. */
const LONGEST_WORTH_SECONDS = 300;

export const anEventThatFindsNoFunctionIsSetAside: Invariant = (template) =>
  unless(
    ofType(template, 'AWS::Events::Rule'),
    ({ Properties }) =>
      (Properties['Targets'] as Properties[]).every(
        (target) =>
          template.Resources[idsIn(target['DeadLetterConfig'])[0] ?? '']?.Type === 'AWS::SQS::Queue' &&
          target['RetryPolicy']['MaximumEventAgeInSeconds'] <= LONGEST_WORTH_SECONDS,
      ),
    'what cannot be handed over soon goes to a queue',
  );

export const anEventThatKeepsFailingIsSetAside: Invariant = (template) => {
  const rules = ofType(template, 'AWS::Events::Rule');
  const called = new Set(
    rules.flatMap(({ Properties }) => idsIn((Properties['Targets'] as Properties[]).map(({ Arn }) => [Arn]))),
  );
  const configured = ofType(template, 'AWS::Lambda::EventInvokeConfig').filter(
    ({ Properties }) =>
      template.Resources[idsIn(Properties['DestinationConfig']?.['OnFailure'])[0] ?? '']?.Type ===
        'AWS::SQS::Queue' && Properties['MaximumEventAgeInSeconds'] <= LONGEST_WORTH_SECONDS,
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

export const modelsLearnEachNightAfterASession: Invariant = (template) =>
  unless(
    [{ id: 'RetrainEventsRuleSchedule1' }],
    ({ id }) => {
      const { ScheduleExpression, State } = template.Resources[id]?.Properties ?? {};
      return ScheduleExpression === 'cron(0 6 ? * TUE-SAT *)' && State === 'ENABLED';
    },
    'it runs in the night after each session',
  );

export const aScheduleCallsItsOwnFunction: Invariant = (template) =>
  unless(
    ofType(template, 'AWS::Events::Rule'),
    ({ id, Properties }) => {
      const called = (Properties['Targets'] as Properties[]).map(({ Arn }) => spelt(Arn));
      return String(called) === `\${${id.replace('EventsRuleSchedule1', 'LambdaFunction')}.Arn}`;
    },
    'it calls the function that it is named after',
  );

const SINCE_MINUTES = 15;

/** Seconds after which an alarm is raised. */
const delayOf = ({ Period, EvaluationPeriods }: Properties): number => Period * EvaluationPeriods;

const isHeard = (Properties: Properties): boolean =>
  String((Properties['AlarmActions'] as unknown[]).map(spelt)) === '${AlarmTopic}' &&
  delayOf(Properties) <= 60 * SINCE_MINUTES;

const isAtLeastOne = ({ ComparisonOperator, Threshold }: Properties): boolean =>
  (ComparisonOperator === 'GreaterThanOrEqualToThreshold' && Threshold === 1) ||
  (ComparisonOperator === 'GreaterThanThreshold' && Threshold === 0);

/** What an alarm watches, as `AWS/SQS ApproximateNumberOfMessagesVisible Maximum QueueName ${EvaluateDlq.QueueName}`. */
const watchedBy = ({ Namespace, MetricName, Statistic, Dimensions }: Properties): string =>
  [
    Namespace,
    MetricName,
    Statistic,
    ...(Dimensions as Properties[]).map(({ Name, Value }) => `${Name} ${spelt(Value)}`),
  ].join(' ');

export const deadLettersAreNoticed: Invariant = (template) => {
  const watched = ofType(template, 'AWS::CloudWatch::Alarm')
    .filter(
      ({ Properties }) =>
        isHeard(Properties) && isAtLeastOne(Properties) && Properties['TreatMissingData'] === 'notBreaching',
    )
    .map(({ Properties }) => watchedBy(Properties));
  return unless(
    queuesOf(template).filter(({ id }) => id.endsWith('Dlq')),
    ({ id }) =>
      watched.includes(`AWS/SQS ApproximateNumberOfMessagesVisible Maximum QueueName \${${id}.QueueName}`),
    'an alarm tells of its first message',
  );
};

export const aSweepThatStopsIsNoticed: Invariant = (template) =>
  unless(
    ofType(template, 'AWS::CloudWatch::Alarm').filter(({ Properties }) =>
      idsIn(Properties['Dimensions']).includes('SweepLambdaFunction'),
    ),
    ({ Properties }) =>
      isHeard(Properties) &&
      watchedBy(Properties) === 'AWS/Lambda Invocations Sum FunctionName ${SweepLambdaFunction}' &&
      Properties['ComparisonOperator'] === 'LessThanThreshold' &&
      Properties['Threshold'] === 1 &&
      Properties['TreatMissingData'] === 'breaching',
    'silence is an alarm',
  );
