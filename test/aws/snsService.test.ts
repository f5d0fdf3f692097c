import { CreateTopicCommand, PublishCommand } from '@aws-sdk/client-sns';
import { snsClient } from '../../lib/adapters/sns/snsClient';
import { cloudAddress } from '../support/awsCloud';
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
});
