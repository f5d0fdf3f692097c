import { sqsClient } from '../../lib/adapters/sqs/sqsClient';
import { sqsQueue } from '../../lib/adapters/sqs/sqsQueue';
import { asyncCorrelation } from '../../lib/adapters/system/asyncCorrelation';
import { jitteredPause } from '../../lib/adapters/system/jitteredPause';
import { queueLaws } from '../contract/queue.contract';
import { cloudAddress, createQueue } from '../support/awsCloud';
import { waitingMessages } from '../support/waitingMessages';

describe('in SQS', () => {
  const client = sqsClient(cloudAddress());
  const correlation = asyncCorrelation();
  afterAll(() => client.destroy());

  queueLaws(async () => {
    const queueUrl = await createQueue(client);
    return {
      queue: sqsQueue<{ place: number; text: string }>(client, queueUrl, {
        pause: jitteredPause,
        correlation,
      }),
      drain: async () =>
        (await waitingMessages(client, queueUrl)).map(
          (body) => JSON.parse(body) as { place: number; text: string },
        ),
    };
  });
});
