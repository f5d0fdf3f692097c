import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Correlation } from '../../ports/Correlation';
import type { Queue } from '../../ports/Queue';
import { Problem } from '../../problems';
import { storeAnswer } from '../aws/storeAnswer';
import { batches, bodyOf } from './batches';

const TRIES = 5;

/** Waits before the next try; `failures` counts from 1. */
export type Pause = (failures: number) => Promise<void>;

export type Sending = { readonly pause: Pause; readonly correlation: Pick<Correlation, 'current'> };

/**
 * A standard queue of JSON messages. SQS may take part of a batch: exactly what it refused is sent
 * again, a few times and with growing, random waits. Beside its body a message carries what it is caused by, as
 * the attribute `correlationId`.
 */
export function sqsQueue<Message>(
  client: SQSClient,
  queueUrl: string,
  { pause, correlation }: Sending,
): Queue<Message> {
  /** What the queue refused of a batch. */
  const refusedOf = async (bodies: readonly string[]): Promise<readonly string[]> => {
    const attributes = causedBy(correlation.current());
    const Entries = bodies.map((MessageBody, place) => ({ Id: String(place), MessageBody, ...attributes }));
    const command = new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries });
    const { Failed = [] } = await storeAnswer(queueUrl, client.send(command));
    const refused = new Set(Failed.map(({ Id }) => Number(Id)));
    return bodies.filter((_, place) => refused.has(place));
  };

  const sendBatch = async (batch: readonly string[]): Promise<void> => {
    let left = await refusedOf(batch);
    for (let failures = 1; left.length > 0 && failures < TRIES; failures += 1) {
      await pause(failures);
      left = await refusedOf(left);
    }
    if (left.length === 0) return;
    throw new Problem(
      'STORE_UNAVAILABLE',
      `The queue "${queueUrl}" refused "${left.length}" of "${batch.length}" messages "${TRIES}" times. Try again.`,
    );
  };

  return {
    async send(messages) {
      for (const batch of batches(messages.map(bodyOf))) await sendBatch(batch);
    },
  };
}

const causedBy = (id: string | undefined) =>
  id !== undefined && { MessageAttributes: { correlationId: { DataType: 'String', StringValue: id } } };
