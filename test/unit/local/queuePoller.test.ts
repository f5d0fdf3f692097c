import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Invocation } from '../../../lib/local/invoke';
import { pollQueues, sqsEvent, succeededMessages } from '../../../lib/local/queuePoller';

const messages = ['a', 'b', 'c'].map((id) => ({
  MessageId: id,
  ReceiptHandle: `r-${id}`,
  Body: `{"${id}":1}`,
}));
const reporting = { reportsFailures: true };

const failing = (...ids: unknown[]): Invocation => ({
  failed: undefined,
  answer: { batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) },
});

describe('succeededMessages', () => {
  it.each<[string, Invocation, { reportsFailures: boolean }, string[]]>([
    ['no failure deletes all', failing(), reporting, ['a', 'b', 'c']],
    ['a named failure stays', failing('b'), reporting, ['a', 'c']],
    ['all named failures stay', failing('a', 'b', 'c'), reporting, []],
    ['an empty answer means success', { failed: undefined, answer: null }, reporting, ['a', 'b', 'c']],
    ['a stranger among the failures fails the batch', failing('b', 'x'), reporting, []],
    ['an empty identifier fails the batch', failing(''), reporting, []],
    ['an identifier that is no text fails the batch', failing(null), reporting, []],
    [
      'a list that is none fails the batch',
      { failed: undefined, answer: { batchItemFailures: 'b' } },
      reporting,
      [],
    ],
    [
      'a function that threw fails the batch',
      { failed: 'boom', answer: { batchItemFailures: [] } },
      reporting,
      [],
    ],
    [
      'failures are not read where the mapping does not ask for them',
      failing('b'),
      { reportsFailures: false },
      ['a', 'b', 'c'],
    ],
  ])('%s', (_title, invocation, mapping, kept) => {
    expect(succeededMessages(messages, invocation, mapping).map(({ MessageId }) => MessageId)).toEqual(kept);
  });
});

describe('sqsEvent', () => {
  it('is what Lambda makes of messages', () => {
    const message = {
      ...messages[0],
      Attributes: { ApproximateReceiveCount: '2' },
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'x' } },
    };
    expect(sqsEvent([message], { queueArn: 'arn:q' }).Records).toEqual([
      {
        messageId: 'a',
        receiptHandle: 'r-a',
        body: '{"a":1}',
        attributes: { ApproximateReceiveCount: '2' },
        messageAttributes: { kind: { stringValue: 'x', dataType: 'String' } },
        md5OfBody: undefined,
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:q',
        awsRegion: 'us-east-1',
      },
    ]);
  });
});

describe('pollQueues', () => {
  const mapping = {
    queueUrl: 'u',
    queueArn: 'arn:q',
    functionName: 'work',
    batchSize: 10,
    reportsFailures: true,
  };

  /** A queue that gives its messages once and then waits for the end. */
  function queueOf(given: readonly object[]) {
    const left = [...given];
    const deleted: string[] = [];
    const send = async (
      command: { input: { Entries?: { ReceiptHandle: string }[] } },
      options?: { abortSignal: AbortSignal },
    ) => {
      if (command.input.Entries) {
        deleted.push(...command.input.Entries.map(({ ReceiptHandle }) => ReceiptHandle));
        return {};
      }
      if (left.length > 0) return { Messages: left.splice(0) };
      return new Promise((_resolve, reject) =>
        options?.abortSignal.addEventListener('abort', () => reject(new Error('aborted'))),
      );
    };
    return { client: { send } as unknown as SQSClient, deleted };
  }

  it('deletes what succeeded and leaves what failed to come back', async () => {
    const { client, deleted } = queueOf(messages);
    const lines: string[] = [];
    const invoked: string[] = [];
    const invoke = async (name: string) => {
      invoked.push(name);
      return failing('b');
    };
    const stop = pollQueues([mapping], { client, invoke, log: (line) => lines.push(line) });
    await new Promise((resolve) => setTimeout(resolve, 20));
    await stop();
    expect({ invoked, deleted, lines }).toEqual({
      invoked: ['work'],
      deleted: ['r-a', 'r-c'],
      lines: ['queue of work: 1 of 3 messages failed'],
    });
  });

  it('finishes the batch it works on before it stops', async () => {
    const { client, deleted } = queueOf(messages);
    const invoke = () => new Promise<Invocation>((resolve) => setTimeout(() => resolve(failing()), 50));
    const stop = pollQueues([mapping], { client, invoke, log: () => undefined });
    await new Promise((resolve) => setTimeout(resolve, 10));
    await stop();
    expect(deleted).toEqual(['r-a', 'r-b', 'r-c']);
  });
});
