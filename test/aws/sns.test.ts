import { SubscribeCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { snsClient } from '../../lib/adapters/sns/snsClient';
import { snsNotifier } from '../../lib/adapters/sns/snsNotifier';
import { snsSubscriber } from '../../lib/adapters/sns/snsSubscriber';
import { sqsClient } from '../../lib/adapters/sqs/sqsClient';
import type { Log } from '../../lib/ports/Log';
import { noticeOf, notifierLaws } from '../contract/notifier.contract';
import { cloudAddress, createQueue } from '../support/awsCloud';
import { confirmByMail, hasMailbox, mailOf } from '../support/mailbox';
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
      await subscriber.subscribe(tenant, 'email', email);
      await subscriber.subscribe(tenant, 'sms', phone);
      await confirmByMail(email);
      const heard = async ({ alertId }: { alertId: string }) =>
        [...(await mailOf(email)), ...(await mailOf(phone))].filter(({ alertIds }) =>
          alertIds.includes(alertId),
        );
      return { notifier: snsNotifier(sns, { tenantTopicPrefix }, silent), heard };
    });

    it('tells an address only what it wants, whatever others want', async () => {
      const notice = { ...noticeOf(), severity: 'warning' as const, symbol: 'SPY' };
      const wishes = [
        {},
        { minSeverity: 'critical' },
        { symbols: ['QQQ'] },
        { minSeverity: 'info', symbols: ['SPY'] },
      ];
      const addresses = wishes.map((_, place) => `${notice.tenant}-${place}@example.com`);
      const subscriber = snsSubscriber(sns, { tenantTopicPrefix });
      for (const [place, wanted] of wishes.entries()) {
        const address = addresses[place] ?? '';
        await subscriber.subscribe(
          notice.tenant,
          'email',
          address,
          wanted as Parameters<typeof subscriber.subscribe>[3],
        );
        await confirmByMail(address);
      }
      await snsNotifier(sns, { tenantTopicPrefix }, silent).publish(notice);
      const told = await Promise.all(addresses.map(mailOf));
      const heard = told.map(
        (mails) => mails.filter(({ alertIds }) => alertIds.includes(notice.alertId)).length,
      );
      expect(heard).toEqual([1, 0, 0, 1]);
    });

    it('tells an address nothing before it is confirmed', async () => {
      const notice = noticeOf();
      const email = `${notice.tenant}@example.com`;
      await snsSubscriber(sns, { tenantTopicPrefix }).subscribe(notice.tenant, 'email', email);
      await snsNotifier(sns, { tenantTopicPrefix }, silent).publish(notice);
      expect((await mailOf(email)).map(({ alertIds }) => alertIds)).toEqual([[]]);
    });
  }

  describe('a subscriber', () => {
    it('answers the same handle for the same address', async () => {
      const subscriber = snsSubscriber(sns, { tenantTopicPrefix });
      const tenant = unique('tenant');
      const handle = await subscriber.subscribe(tenant, 'email', `${tenant}@example.com`);
      expect(handle).toContain(`${tenantTopicPrefix}${tenant}:`);
      expect(await subscriber.subscribe(tenant, 'email', `${tenant}@example.com`)).toBe(handle);
    });
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
