import { InvalidParameterException } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';
import { snsNotifier } from '../../../../lib/adapters/sns/snsNotifier';
import type { Log } from '../../../../lib/ports/Log';
import { answering, sdkError } from '../../../support/answering';

const PREFIX = 'arn:aws:sns:us-east-1:000000000000:spa-t-';
const OPERATORS = 'arn:aws:sns:us-east-1:000000000000:spa-alert-fired';
const NOTICE = {
  alertId: 'a1',
  tenant: 'local',
  severity: 'warning',
  symbol: '^GSPC',
  subject: 'Subject',
  email: 'E-mail text',
  sms: 'SMS text',
};
const topic = { TopicArn: `${PREFIX}local` };

/** A notifier before a client that gives these answers, with the errors it logged. */
const notifierOf = (...answers: readonly (object | Error)[]) => {
  const { client, sent } = answering<SNSClient>(...answers);
  const errors: object[] = [];
  const log: Log = {
    info: () => undefined,
    warn: () => undefined,
    error: (...line) => void errors.push(line),
  };
  const topics = { tenantTopicPrefix: PREFIX, operatorTopicArn: OPERATORS };
  return { notifier: snsNotifier(client, topics, log), sent, errors };
};

describe('a notifier before SNS', () => {
  it('makes the tenant’s topic, then tells the operators, then the tenant', async () => {
    const { notifier, sent } = notifierOf(topic, {}, {});
    await notifier.publish(NOTICE);
    expect(sent).toMatchObject([
      { Name: 'spa-t-local' },
      { TopicArn: OPERATORS },
      { TopicArn: `${PREFIX}local` },
    ]);
  });

  it('tells a topic that somebody made with a key of his own', async () => {
    const message = 'Invalid parameter: Attributes Reason: Topic already exists with different attributes';
    const otherwise = new InvalidParameterException({ message, $metadata: { httpStatusCode: 400 } });
    const { notifier, sent } = notifierOf(otherwise, {}, {}, {}, {});
    await notifier.publish(NOTICE);
    await notifier.publish(NOTICE);
    const told = sent.slice(1).map(({ TopicArn }) => TopicArn);
    expect(told).toEqual([OPERATORS, `${PREFIX}local`, OPERATORS, `${PREFIX}local`]);
  });

  it('is refused where the topic cannot be made', async () => {
    const refused = new InvalidParameterException({
      message: 'Topic Name',
      $metadata: { httpStatusCode: 400 },
    });
    const { notifier } = notifierOf(refused);
    await expect(notifier.publish(NOTICE)).rejects.toMatchObject({ code: 'NOTIFY_REJECTED' });
  });

  it('words the message for each channel, and names what filters ask for', async () => {
    const { notifier, sent } = notifierOf(topic, {}, {});
    await notifier.publish(NOTICE);
    const { Subject, MessageStructure, Message, MessageAttributes } = sent[2]!;
    expect({ Subject, MessageStructure }).toEqual({ Subject: 'Subject', MessageStructure: 'json' });
    const texts = { default: 'E-mail text', email: 'E-mail text', sms: 'SMS text' };
    expect(JSON.parse(String(Message))).toEqual(texts);
    expect(MessageAttributes).toEqual({
      alertId: { DataType: 'String', StringValue: 'a1' },
      tenant: { DataType: 'String', StringValue: 'local' },
      severity: { DataType: 'String', StringValue: 'warning' },
      symbol: { DataType: 'String', StringValue: '^GSPC' },
    });
  });

  it('makes a tenant’s topic once', async () => {
    const { notifier, sent } = notifierOf(topic, {}, {}, {}, {});
    await notifier.publish(NOTICE);
    await notifier.publish(NOTICE);
    expect(sent.filter((input) => 'Name' in input)).toHaveLength(1);
  });

  it('asks again for a topic that it could not make', async () => {
    const { notifier, sent } = notifierOf(sdkError('InternalError', 500), topic, {}, {});
    await expect(notifier.publish(NOTICE)).rejects.toMatchObject({ code: 'NOTIFY_UNAVAILABLE' });
    await notifier.publish(NOTICE);
    expect(sent).toHaveLength(4);
  });

  it.each([
    { error: sdkError('ThrottledException', 400), code: 'NOTIFY_UNAVAILABLE', law: 'throttles' },
    { error: sdkError('InternalErrorException', 500), code: 'NOTIFY_UNAVAILABLE', law: 'fails' },
    {
      error: Object.assign(new Error('x'), { code: 'ECONNRESET' }),
      code: 'NOTIFY_UNAVAILABLE',
      law: 'does not answer',
    },
    {
      error: sdkError('InvalidParameterException', 400),
      code: 'NOTIFY_REJECTED',
      law: 'refuses the message',
    },
    { error: sdkError('NotFoundException', 404), code: 'NOTIFY_REJECTED', law: 'does not know the topic' },
    { error: sdkError('AuthorizationErrorException', 403), code: 'NOTIFY_REJECTED', law: 'refuses us' },
  ])('says $code when SNS $law', async ({ error, code }) => {
    const { notifier } = notifierOf(topic, {}, error);
    await expect(notifier.publish(NOTICE)).rejects.toMatchObject({ code, cause: error });
  });

  it('throws what is no answer of SNS as it came', async () => {
    const bug = new TypeError('x is undefined');
    await expect(notifierOf(topic, {}, bug).notifier.publish(NOTICE)).rejects.toBe(bug);
  });

  it('tells the tenant although the operators’ topic refuses, and logs why', async () => {
    const { notifier, sent, errors } = notifierOf(topic, sdkError('NotFoundException', 404), {});
    await notifier.publish(NOTICE);
    expect(sent.at(-1)).toMatchObject({ TopicArn: `${PREFIX}local` });
    const reason = expect.stringContaining('NotFoundException') as string;
    expect(errors).toEqual([['operatorTopicRejected', { alertId: 'a1', reason }]]);
  });

  it('tells the tenant nothing yet when SNS is out for the operators: it comes again', async () => {
    const { notifier, sent } = notifierOf(topic, sdkError('InternalErrorException', 500));
    await expect(notifier.publish(NOTICE)).rejects.toMatchObject({ code: 'NOTIFY_UNAVAILABLE' });
    expect(sent).toHaveLength(2);
  });
});
