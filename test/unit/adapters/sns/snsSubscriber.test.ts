import { InvalidParameterException, NotFoundException, type SNSClient } from '@aws-sdk/client-sns';
import { filterPolicy } from '../../../../lib/adapters/sns/filterPolicy';
import { snsSubscriber } from '../../../../lib/adapters/sns/snsSubscriber';
import { failureFields } from '../../../../lib/entry/failureFields';
import type { Signup } from '../../../../lib/ports/Subscriber';
import { answering, sdkError } from '../../../support/answering';

const PREFIX = 'arn:aws:sns:us-east-1:000000000000:spa-t-';
const TOPIC = { TopicArn: `${PREFIX}local` };
const HANDLE = `${PREFIX}local:6f7c9e52`;
const SIGNUP: Signup = { tenant: 'local', id: 'sub_1', channel: 'sms', address: '+12025550100' };
const ASKED = {
  TopicArn: TOPIC.TopicArn,
  Protocol: 'sms',
  Endpoint: '+12025550100',
  ReturnSubscriptionArn: true,
};

const invalid = (message: string) =>
  new InvalidParameterException({ message, $metadata: { httpStatusCode: 400 } });
const OTHERWISE = invalid(
  'Invalid parameter: Attributes Reason: Subscription already exists with different attributes',
);
const GONE = new NotFoundException({
  message: 'Subscription does not exist',
  $metadata: { httpStatusCode: 404 },
});
const PENDING = { Attributes: { PendingConfirmation: 'true' } };
const CONFIRMED = { Attributes: { PendingConfirmation: 'false' } };

function subscriberOf(...answers: readonly (object | Error)[]) {
  const { client, sent } = answering<SNSClient>(...answers);
  return { subscriber: snsSubscriber(client, { tenantTopicPrefix: PREFIX }), sent };
}

describe('a subscriber before SNS', () => {
  it('subscribes an address to the topic of its tenant, with its wishes from the first', async () => {
    const { subscriber, sent } = subscriberOf(TOPIC, { SubscriptionArn: HANDLE });
    expect(await subscriber.subscribe(SIGNUP)).toBe(HANDLE);
    expect(sent.slice(1)).toEqual([{ ...ASKED, Attributes: { FilterPolicy: filterPolicy(SIGNUP) } }]);
  });

  it('gives new wishes to an address that SNS has with others', async () => {
    const { subscriber, sent } = subscriberOf(TOPIC, OTHERWISE, { SubscriptionArn: HANDLE }, {});
    expect(await subscriber.subscribe(SIGNUP)).toBe(HANDLE);
    expect(sent.slice(2)).toEqual([
      ASKED,
      { SubscriptionArn: HANDLE, AttributeName: 'FilterPolicy', AttributeValue: filterPolicy(SIGNUP) },
    ]);
  });

  it.each([
    ['refuses', invalid('Invalid parameter: Invalid SMS endpoint: +12025550100'), 'NOTIFY_REJECTED'],
    ['fails', sdkError('InternalErrorException +12025550100', 500), 'NOTIFY_UNAVAILABLE'],
  ])('says nothing of an address that SNS %s, not even to the log', async (_what, error, code) => {
    const { subscriber } = subscriberOf(TOPIC, Object.assign(error, { name: error.name.split(' ')[0] }));
    const thrown: unknown = await subscriber.subscribe(SIGNUP).catch((problem: unknown) => problem);
    expect(thrown).toMatchObject({ code, message: expect.stringContaining('"local/sms"') as string });
    expect(JSON.stringify(failureFields(thrown))).not.toContain('2025550100');
  });

  it('throws what is no answer of SNS as it came', async () => {
    const bug = new TypeError('x is undefined');
    await expect(subscriberOf(TOPIC, bug).subscriber.subscribe(SIGNUP)).rejects.toBe(bug);
  });

  it.each([
    ['pending', PENDING],
    ['confirmed', CONFIRMED],
    ['gone', GONE],
  ])('reads that a subscription is %s', async (state, answer) => {
    const { subscriber, sent } = subscriberOf(answer);
    expect(await subscriber.stateOf(HANDLE)).toBe(state);
    expect(sent).toEqual([{ SubscriptionArn: HANDLE }]);
  });

  it.each([
    ['throttles', sdkError('ThrottledException', 400), 'NOTIFY_UNAVAILABLE'],
    ['refuses us', sdkError('AuthorizationErrorException', 403), 'NOTIFY_REJECTED'],
  ])('does not take a subscription for gone when SNS %s', async (_what, error, code) => {
    await expect(subscriberOf(error).subscriber.stateOf(HANDLE)).rejects.toMatchObject({ code });
  });

  it.each([
    ['ends what is confirmed', [CONFIRMED, {}], true],
    ['ends what somebody ends at the same time', [CONFIRMED, GONE], true],
    ['does not ask to end what is gone', [GONE], true],
    ['does not ask to end what is pending', [PENDING], false],
  ])('%s', async (_what, answers, isEnded) => {
    const { subscriber, sent } = subscriberOf(...answers);
    expect(await subscriber.unsubscribe(HANDLE)).toBe(isEnded);
    expect(sent).toEqual(answers.map(() => ({ SubscriptionArn: HANDLE })));
  });

  it('names whom it tells, and no alert', async () => {
    const { subscriber, sent } = subscriberOf(TOPIC, {});
    await subscriber.tell(SIGNUP, { subject: 'S', email: 'E', sms: 'T' });
    expect(sent[1]).toEqual({
      TopicArn: TOPIC.TopicArn,
      Subject: 'S',
      MessageStructure: 'json',
      Message: '{"default":"E","email":"E","sms":"T"}',
      MessageAttributes: { subscriptionId: { DataType: 'String', StringValue: 'sub_1' } },
    });
  });
});
