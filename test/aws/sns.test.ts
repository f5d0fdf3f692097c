import { SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { snsClient } from '../../lib/adapters/sns/snsClient';
import { snsNotifier } from '../../lib/adapters/sns/snsNotifier';
import { snsSubscriber } from '../../lib/adapters/sns/snsSubscriber';
import { sqsClient } from '../../lib/adapters/sqs/sqsClient';
import type { Log } from '../../lib/ports/Log';
import type { Signup } from '../../lib/ports/Subscriber';
import { subscriberLaws } from '../contract/subscriber.contract';
import { noticeOf, notifierLaws } from '../contract/notifier.contract';
import { cloudAddress, createQueue } from '../support/awsCloud';
import { confirmByMail, hasMailbox, mailOf } from '../support/mailbox';
import { signupOf } from '../support/subscriptions';
import { unique } from '../support/unique';
import { waitingMessages } from '../support/waitingMessages';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('in SNS', () => {
  const sns = snsClient(cloudAddress());
  const sqs = sqsClient(cloudAddress());
  const namePrefix = unique('spa-contract');
  let tenantTopicPrefix: string;

  const topicArn = async (Name: string): Promise<string> =>
    String((await sns.send(new CreateTopicCommand({ Name }))).TopicArn);

  beforeAll(async () => {
    tenantTopicPrefix = (await topicArn(`${namePrefix}-t-`)).toString();
  });
  afterAll(() => {
    sns.destroy();
    sqs.destroy();
  });

  /** A queue that hears everything published to a topic, whole. */
  const queueAt = async (TopicArn: string, Attributes: Record<string, string> = {}): Promise<string> => {
    const queueUrl = await createQueue(sqs);
    const asked = new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn'] });
    const Endpoint = (await sqs.send(asked)).Attributes?.QueueArn;
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint, Attributes }));
    return queueUrl;
  };

  if (hasMailbox()) {
    notifierLaws(async (tenant) => {
      const [email, phone] = [`${tenant}@example.com`, `+1555${String(Math.random()).slice(2, 9)}`];
      const subscriber = snsSubscriber(sns, { tenantTopicPrefix });
      await subscriber.subscribe(signupOf({ tenant, address: email }));
      await subscriber.subscribe(signupOf({ tenant, channel: 'sms', address: phone }));
      await confirmByMail(email);
      const heard = async ({ alertId }: { alertId: string }) =>
        [...(await mailOf(email)), ...(await mailOf(phone))].filter(({ alertIds }) =>
          alertIds.includes(alertId),
        );
      return { notifier: snsNotifier(sns, { tenantTopicPrefix }, silent), heard };
    });

    const wishes: readonly [string, Partial<Signup>, boolean][] = [
      ['everything', {}, true],
      ['no more than what is critical', { minSeverity: 'critical' }, false],
      ['another symbol', { symbols: ['QQQ'] }, false],
      ['this severity of another symbol', { minSeverity: 'warning', symbols: ['QQQ'] }, false],
      ['this and more', { minSeverity: 'info', symbols: ['QQQ', 'SPY'] }, true],
      ['just this', { minSeverity: 'warning', symbols: ['SPY'] }, true],
    ];

    it.each(wishes)(
      'tells an alert to an address that wants %s, as it wants',
      async (_what, wish, isTold) => {
        const notice = noticeOf({ severity: 'warning', symbol: 'SPY' });
        const signup = signupOf({ tenant: notice.tenant, ...wish });
        const beside = signupOf({ tenant: notice.tenant });
        const subscriber = snsSubscriber(sns, { tenantTopicPrefix });
        for (const one of [signup, beside]) {
          await subscriber.subscribe(one);
          await confirmByMail(one.address);
        }
        await snsNotifier(sns, { tenantTopicPrefix }, silent).publish(notice);
        const told = async ({ address }: Signup) =>
          (await mailOf(address)).filter(({ alertIds }) => alertIds.includes(notice.alertId)).length;
        expect([await told(signup), await told(beside)]).toEqual([isTold ? 1 : 0, 1]);
      },
    );

    subscriberLaws(async () => {
      const subscriber = snsSubscriber(sns, { tenantTopicPrefix });
      const heard = async ({ tenant, address }: Signup) =>
        (await mailOf(address))
          .filter(({ text }) => !text.includes('To confirm') || !text.includes(tenant))
          .map(({ text }) => text);
      return { subscriber, confirm: ({ address }) => confirmByMail(address), heard };
    });

    it('lets an address that is subscribed otherwise have its new wishes', async () => {
      const subscriber = snsSubscriber(sns, { tenantTopicPrefix });
      const notice = noticeOf({ severity: 'warning' });
      const phone = signupOf({ tenant: notice.tenant, channel: 'sms', minSeverity: 'critical' });
      const handle = await subscriber.subscribe(phone);
      expect(await subscriber.subscribe({ ...phone, minSeverity: 'warning' })).toBe(handle);
      await snsNotifier(sns, { tenantTopicPrefix }, silent).publish(notice);
      expect(await mailOf(phone.address)).toHaveLength(1);
    });

    it('tells an address nothing before it is confirmed', async () => {
      const notice = noticeOf();
      const email = `${notice.tenant}@example.com`;
      await snsSubscriber(sns, { tenantTopicPrefix }).subscribe(
        signupOf({ tenant: notice.tenant, address: email }),
      );
      await snsNotifier(sns, { tenantTopicPrefix }, silent).publish(notice);
      expect((await mailOf(email)).map(({ alertIds }) => alertIds)).toEqual([[]]);
    });
  }

  it('names a subscription after the topic of its tenant', async () => {
    const signup = signupOf();
    const handle = await snsSubscriber(sns, { tenantTopicPrefix }).subscribe(signup);
    expect(handle).toContain(`${tenantTopicPrefix}${signup.tenant}:`);
  });

  describe('a notifier', () => {
    it('tells the operators’ topic of every tenant’s alert, with what a filter may ask for', async () => {
      const operatorTopicArn = await topicArn(unique('spa-contract-operators'));
      const everything = await queueAt(operatorTopicArn);
      const critical = await queueAt(operatorTopicArn, {
        FilterPolicy: JSON.stringify({ severity: ['critical'] }),
      });
      const notifier = snsNotifier(sns, { tenantTopicPrefix, operatorTopicArn }, silent);
      const notices = [noticeOf({ severity: 'critical' }), noticeOf({ severity: 'info' })];
      for (const notice of notices) await notifier.publish(notice);
      const alertsIn = async (queueUrl: string) =>
        (await waitingMessages(sqs, queueUrl)).map((body) => {
          const { Message, Subject, MessageAttributes } = JSON.parse(body);
          return {
            Message,
            Subject,
            alertId: MessageAttributes.alertId.Value,
            tenant: MessageAttributes.tenant.Value,
          };
        });
      const expected = notices.map(({ email, subject, alertId, tenant }) => ({
        Message: email,
        Subject: subject,
        alertId,
        tenant,
      }));
      const heard = await alertsIn(everything);
      expect(heard).toHaveLength(2);
      expect(heard).toEqual(expect.arrayContaining(expected));
      expect(await alertsIn(critical)).toEqual(expected.slice(0, 1));
    });

    it('tells the tenant although the operators’ topic is gone, and says so', async () => {
      const notice = noticeOf();
      const heard = await queueAt(await topicArn(`${namePrefix}-t-${notice.tenant}`));
      const errors: string[] = [];
      const log: Log = { ...silent, error: (message) => void errors.push(message) };
      const operatorTopicArn = `${tenantTopicPrefix}${unique('gone')}`;
      await snsNotifier(sns, { tenantTopicPrefix, operatorTopicArn }, log).publish(notice);
      expect(errors).toEqual(['operatorTopicRejected']);
      expect(await waitingMessages(sqs, heard)).toHaveLength(1);
    });

    it('is refused a subject that SNS does not take', async () => {
      const notifier = snsNotifier(sns, { tenantTopicPrefix }, silent);
      const publishing = notifier.publish(noticeOf({ subject: 'x'.repeat(200) }));
      await expect(publishing).rejects.toMatchObject({ code: 'NOTIFY_REJECTED' });
    });
  });
});
