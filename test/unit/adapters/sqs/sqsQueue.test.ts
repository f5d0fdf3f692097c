import type { SQSClient } from '@aws-sdk/client-sqs';
import { sqsQueue } from '../../../../lib/adapters/sqs/sqsQueue';
import { asyncCorrelation } from '../../../../lib/adapters/system/asyncCorrelation';
import { answering, sdkError } from '../../../support/answering';

const refusing = (...places: number[]) => ({
  Failed: places.map((place) => ({ Id: `${place}`, SenderFault: false })),
});
const bodiesIn = (input: Record<string, unknown>) =>
  (input.Entries as { MessageBody: string }[]).map(({ MessageBody }) => MessageBody);

/** A queue before a client that gives these answers, with the pauses it made. */
const queueOf = (...answers: readonly (object | Error)[]) => {
  const { client, sent } = answering<SQSClient>(...answers);
  const pauses: number[] = [];
  const pause = async (failures: number) => void pauses.push(failures);
  const correlation = asyncCorrelation();
  const queue = sqsQueue<string>(client, 'queue-url', { pause, correlation });
  return { queue, sent, pauses, correlation };
};

describe('a queue before SQS', () => {
  it('sends nothing when there is nothing', async () => {
    const { queue, sent } = queueOf();
    await queue.send([]);
    expect(sent).toEqual([]);
  });

  it('says what a message is caused by, where that is known', async () => {
    const { queue, sent, correlation } = queueOf({}, {});
    await correlation.within('order-17', () => queue.send(['a']));
    await queue.send(['b']);
    const attributes = sent.map(({ Entries }) =>
      (Entries as { MessageAttributes?: unknown }[]).map(({ MessageAttributes }) => MessageAttributes),
    );
    expect(attributes).toEqual([
      [{ correlationId: { DataType: 'String', StringValue: 'order-17' } }],
      [undefined],
    ]);
  });

  it('sends in tens', async () => {
    const { queue, sent } = queueOf({}, {}, {});
    await queue.send(Array.from({ length: 21 }, (_, place) => `${place}`));
    expect(sent.map((input) => bodiesIn(input).length)).toEqual([10, 10, 1]);
  });

  it('sends again exactly what was refused, after a pause', async () => {
    const { queue, sent, pauses } = queueOf(refusing(0, 2), refusing(1), {});
    await queue.send(['a', 'b', 'c']);
    expect(sent.map(bodiesIn)).toEqual([['"a"', '"b"', '"c"'], ['"a"', '"c"'], ['"c"']]);
    expect(pauses).toEqual([1, 2]);
  });

  it('gives up after five tries', async () => {
    const { queue, sent, pauses } = queueOf(...Array.from({ length: 9 }, () => refusing(0)));
    await expect(queue.send(['a', 'b'])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(sent).toHaveLength(5);
    expect(pauses).toEqual([1, 2, 3, 4]);
  });

  it('says STORE_UNAVAILABLE when SQS does not answer', async () => {
    const { queue } = queueOf(sdkError('ServiceUnavailable', 503));
    await expect(queue.send(['a'])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('throws what is a bug of ours as it came', async () => {
    const bug = sdkError('QueueDoesNotExist', 400);
    await expect(queueOf(bug).queue.send(['a'])).rejects.toBe(bug);
  });
});
