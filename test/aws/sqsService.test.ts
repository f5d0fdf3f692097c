import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { sqsClient } from '../../lib/adapters/sqs/sqsClient';
import { cloudAddress, createQueue } from '../support/awsCloud';
import { waitingMessages } from '../support/waitingMessages';

/** What the adapters and the queues' consumers take for granted of SQS itself. */
describe('SQS', () => {
  const client = sqsClient(cloudAddress());
  afterAll(() => client.destroy());

  const send = (QueueUrl: string, MessageBody: string) =>
    client.send(new SendMessageCommand({ QueueUrl, MessageBody }));

  const receive = async (QueueUrl: string, WaitTimeSeconds = 0) => {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      WaitTimeSeconds,
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    });
    return (await client.send(command)).Messages ?? [];
  };

  it('hides a received message until its visibility ends, and then gives it again', async () => {
    const queueUrl = await createQueue(client, { VisibilityTimeout: '1' });
    await send(queueUrl, 'a');
    expect((await receive(queueUrl, 1)).map(({ Body }) => Body)).toEqual(['a']);
    expect(await receive(queueUrl)).toEqual([]);
    const [again] = await receive(queueUrl, 5);
    expect(again).toMatchObject({ Body: 'a', Attributes: { ApproximateReceiveCount: '2' } });
  });

  it('gives a message again at once when its visibility is taken back', async () => {
    const queueUrl = await createQueue(client, { VisibilityTimeout: '60' });
    await send(queueUrl, 'a');
    const [{ ReceiptHandle } = {}] = await receive(queueUrl, 1);
    await client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: queueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect((await receive(queueUrl, 1)).map(({ Body }) => Body)).toEqual(['a']);
  });

  it('gives a deleted message to nobody', async () => {
    const queueUrl = await createQueue(client, { VisibilityTimeout: '1' });
    await send(queueUrl, 'a');
    const [{ ReceiptHandle } = {}] = await receive(queueUrl, 1);
    await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    expect(await receive(queueUrl, 2)).toEqual([]);
  });

  it('moves a message to the dead-letter queue after its last try, and leaves the others', async () => {
    const deadUrl = await createQueue(client);
    const asked = new GetQueueAttributesCommand({ QueueUrl: deadUrl, AttributeNames: ['QueueArn'] });
    const deadLetterTargetArn = (await client.send(asked)).Attributes?.QueueArn;
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 });
    const queueUrl = await createQueue(client, { VisibilityTimeout: '0', RedrivePolicy });
    await send(queueUrl, 'poison');
    await receive(queueUrl, 1);
    await receive(queueUrl, 1);
    await send(queueUrl, 'other');
    expect((await receive(queueUrl, 1)).map(({ Body }) => Body)).toEqual(['other']);
    expect(await waitingMessages(client, deadUrl)).toEqual(['poison']);
  });

  it('takes the good entries of a batch and names those it refuses', async () => {
    const queueUrl = await createQueue(client);
    const Entries = [
      { Id: '0', MessageBody: 'good' },
      { Id: '1', MessageBody: 'bad \u0001' },
      { Id: '2', MessageBody: 'good too' },
    ];
    const answer = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    expect(answer.Failed?.map(({ Id }) => Id)).toEqual(['1']);
    expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['0', '2']);
    expect((await waitingMessages(client, queueUrl)).sort()).toEqual(['good', 'good too']);
  });

  it('refuses more than ten entries at once', async () => {
    const queueUrl = await createQueue(client);
    const Entries = Array.from({ length: 11 }, (_, place) => ({ Id: `${place}`, MessageBody: 'x' }));
    const sending = client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    await expect(sending).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
  });
});
