import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Invocation, Invoke } from './invoke';
import { REGION } from './resources/resolveIntrinsics';

/** A queue and the function that works it off: an event source mapping. */
export type Mapping = {
  readonly queueUrl: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  /** True when the function names the messages that failed; without it one failure fails the batch. */
  readonly reportsFailures: boolean;
};

export type PollerOptions = {
  readonly client: SQSClient;
  readonly invoke: Invoke;
  readonly log: (line: string) => void;
};

/** Batches of a queue that are worked off at the same time: two, the least that AWS can be held to. */
const WORKERS = 2;
const WAIT_SECONDS = 5;
const PAUSE_AFTER_ERROR_MS = 1000;

/**
 * Works off queues as Lambda does: a message is deleted when its function succeeded, and otherwise comes
 * back after its visibility timeout until the queue's redrive policy moves it to the dead-letter queue.
 *
 * Answers how to stop: batches that have begun are finished.
 */
export function pollQueues(mappings: readonly Mapping[], options: PollerOptions): () => Promise<void> {
  const stopping = new AbortController();
  const workers = mappings.flatMap((mapping) =>
    Array.from({ length: WORKERS }, () => work(mapping, options, stopping.signal)),
  );
  return async () => {
    stopping.abort();
    await Promise.all(workers);
  };
}

async function work(mapping: Mapping, options: PollerOptions, stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    try {
      await workBatch(mapping, options, stopping);
    } catch (error) {
      if (stopping.aborted) return;
      options.log(`queue of ${mapping.functionName}: ${String(error)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_ERROR_MS));
    }
  }
}

async function workBatch(
  mapping: Mapping,
  { client, invoke, log }: PollerOptions,
  stopping: AbortSignal,
): Promise<void> {
  const { Messages: messages = [] } = await client.send(
    new ReceiveMessageCommand({
      QueueUrl: mapping.queueUrl,
      MaxNumberOfMessages: Math.min(mapping.batchSize, 10),
      WaitTimeSeconds: WAIT_SECONDS,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
    { abortSignal: stopping },
  );
  if (messages.length === 0) return;
  const invocation = await invoke(mapping.functionName, sqsEvent(messages, mapping));
  const done = succeededMessages(messages, invocation, mapping);
  if (done.length < messages.length) {
    log(
      `queue of ${mapping.functionName}: ${messages.length - done.length} of ${messages.length} messages failed`,
    );
  }
  if (done.length === 0) return;
  const Entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  await client.send(new DeleteMessageBatchCommand({ QueueUrl: mapping.queueUrl, Entries }));
}

/** The event that Lambda makes of messages. */
export function sqsEvent(messages: readonly Message[], { queueArn }: Pick<Mapping, 'queueArn'>) {
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, DataType }]) => [
          name,
          { stringValue: StringValue, dataType: DataType },
        ]),
      ),
      md5OfBody: message.MD5OfBody,
      eventSource: 'aws:sqs',
      eventSourceARN: queueArn,
      awsRegion: REGION,
    })),
  };
}

/**
 * The messages that may be deleted.
 *
 * Edge    none when the function failed, or names a message that is not in the batch, or answers a list that
 *         cannot be read: Lambda takes each of these for a failure of the whole batch.
 */
export function succeededMessages(
  messages: readonly Message[],
  { failed, answer }: Invocation,
  { reportsFailures }: Pick<Mapping, 'reportsFailures'>,
): readonly Message[] {
  if (failed !== undefined) return [];
  if (!reportsFailures) return messages;
  const ids = failedIds(answer);
  const known = new Set(messages.map(({ MessageId }) => MessageId));
  if (ids === undefined || ids.some((id) => !known.has(id))) return [];
  return messages.filter(({ MessageId }) => MessageId === undefined || !ids.includes(MessageId));
}

function failedIds(answer: unknown): string[] | undefined {
  const failures = (answer as { batchItemFailures?: unknown } | null | undefined)?.batchItemFailures ?? [];
  if (!Array.isArray(failures)) return undefined;
  const ids = failures.map(
    (failure: unknown) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier,
  );
  return ids.every((id) => typeof id === 'string' && id !== '') ? (ids as string[]) : undefined;
}
