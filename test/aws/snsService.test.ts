import { CreateTopicCommand, PublishCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { snsClient } from '../../lib/adapters/sns/snsClient';
import { cloudAddress } from '../support/awsCloud';
import { hasMailbox, mailOf } from '../support/mailbox';
import { signupOf } from '../support/subscriptions';
import { unique } from '../support/unique';

/** What the adapters take for granted of SNS itself. */
describe('SNS', () => {
  const client = snsClient(cloudAddress());
  afterAll(() => client.destroy());

  const create = async (Name: string) => (await client.send(new CreateTopicCommand({ Name }))).TopicArn;

  it('answers the ARN of a topic that exists to whoever creates it again', async () => {
    const name = unique('spa-contract');
    const topicArn = await create(name);
    expect(topicArn).toMatch(new RegExp(`^arn:aws:sns:[a-z0-9-]+:\\d{12}:${name}$`));
    expect(await create(name)).toBe(topicArn);
  });

  it('does not know a topic that was not created', async () => {
    const TopicArn = `${await create(unique('spa-contract'))}-gone`;
    const publishing = client.send(new PublishCommand({ TopicArn, Message: 'x' }));
    await expect(publishing).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
  });

  it.each([
    { Message: 'not JSON', law: 'no JSON' },
    { Message: '{"email":"x"}', law: 'no default text' },
  ])('refuses a message per protocol that has $law', async ({ Message }) => {
    const TopicArn = await create(unique('spa-contract'));
    const publishing = client.send(new PublishCommand({ TopicArn, Message, MessageStructure: 'json' }));
    await expect(publishing).rejects.toMatchObject({
      name: expect.stringContaining('InvalidParameter') as string,
    });
  });

  const POLICY = {
    $or: [
      { subscriptionId: ['sub_1'] },
      { alertId: [{ exists: true }], severity: ['warning', 'critical'], symbol: ['SPY', '^GSPC'] },
    ],
  };
  const ALERT = { alertId: 'a1', severity: 'warning', symbol: 'SPY' };
  const published: readonly [string, object, Record<string, string>, boolean][] = [
    ['one of two groups, the first', POLICY, { subscriptionId: 'sub_1' }, true],
    ['one of two groups, the second', POLICY, ALERT, true],
    ['both groups', POLICY, { ...ALERT, subscriptionId: 'sub_1' }, true],
    ['no group: another value', POLICY, { subscriptionId: 'sub_2' }, false],
    ['no group: one of its keys is not there', POLICY, { severity: 'warning', symbol: 'SPY' }, false],
    ['no group: one of its values is not listed', POLICY, { ...ALERT, severity: 'info' }, false],
    ['no group: a list compares whole values', POLICY, { ...ALERT, symbol: 'SP' }, false],
    ['no group: nothing is said', POLICY, {}, false],
    ['what must be there', { alertId: [{ exists: true }] }, ALERT, true],
    [
      'what must not be there, with something else',
      { alertId: [{ exists: false }] },
      { symbol: 'SPY' },
      true,
    ],
    ['what must not be there, with nothing else', { alertId: [{ exists: false }] }, {}, false],
    ['a key beside the groups', { ...POLICY, tenant: ['local'] }, { ...ALERT, tenant: 'local' }, true],
    ['the groups alone', { ...POLICY, tenant: ['local'] }, ALERT, false],
  ];

  if (hasMailbox()) {
    it.each(published)('judges a message that meets %s', async (_what, policy, said, isTold) => {
      const TopicArn = await create(unique('spa-contract'));
      const { address } = signupOf({ channel: 'sms' });
      const Attributes = { FilterPolicy: JSON.stringify(policy) };
      await client.send(new SubscribeCommand({ TopicArn, Protocol: 'sms', Endpoint: address, Attributes }));
      const MessageAttributes = Object.fromEntries(
        Object.entries(said).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
      );
      await client.send(new PublishCommand({ TopicArn, Message: 'x', MessageAttributes }));
      expect(await mailOf(address)).toHaveLength(isTold ? 1 : 0);
    });
  }
});
