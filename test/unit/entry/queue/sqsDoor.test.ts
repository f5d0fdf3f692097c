import type { SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { sqsDoor } from '../../../../lib/entry/queue/sqsDoor';
import { Problem } from '../../../../lib/problems';
import { lambdaContext } from '../../../support/doorHandlers';
import { ground } from '../../../support/ground';

const recordOf = (messageId: string, body: string): SQSRecord => ({
  messageId,
  receiptHandle: 'r',
  body,
  attributes: {
    ApproximateReceiveCount: '2',
    SentTimestamp: '0',
    SenderId: 's',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:q',
  awsRegion: 'us-east-1',
});

const eventOf = (bodies: Readonly<Record<string, string>>): SQSEvent => ({
  Records: Object.entries(bodies).map(([id, body]) => recordOf(id, body)),
});

function doorThat(useCase: (n: number) => Promise<unknown>) {
  const standing = ground();
  const handler = sqsDoor(
    'tester',
    z.strictObject({ n: z.number() }),
    () => standing,
    (_, { n }) => useCase(n),
  );
  const failuresOf = async (bodies: Readonly<Record<string, string>>) =>
    (await handler(eventOf(bodies), lambdaContext)).batchItemFailures.map((item) => item.itemIdentifier);
  return { failuresOf, ...standing };
}

test('every good message is done', async () => {
  const done: number[] = [];
  const { failuresOf } = doorThat(async (n) => done.push(n));
  expect(await failuresOf({ a: '{"n":1}', b: '{"n":2}' })).toEqual([]);
  expect(done).toEqual([1, 2]);
});

test.each([
  ['is not JSON', 'n=1'],
  ['is of another shape', '{"n":"1"}'],
  ['has a field too many', '{"n":1,"m":2}'],
  ['makes its use case throw', '{"n":13}'],
])('a message that %s comes back alone', async (_, poison) => {
  const done: number[] = [];
  const { failuresOf, log } = doorThat(async (n) => {
    if (n === 13) throw new Problem('STORE_UNAVAILABLE', 'down');
    done.push(n);
  });
  expect(await failuresOf({ good: '{"n":1}', bad: poison, better: '{"n":2}' })).toEqual(['bad']);
  expect(done).toEqual([1, 2]);
  expect(log.lines).toEqual([expect.objectContaining({ level: 'error', messageId: 'bad', receives: 2 })]);
});

test('equal messages are one job, whose outcome is that of each', async () => {
  const done: number[] = [];
  const { failuresOf } = doorThat(async (n) => {
    done.push(n);
    if (n === 13) throw new Problem('STORE_UNAVAILABLE', 'down');
  });
  const good = '{"n":1}';
  expect(await failuresOf({ a: good, b: '{"n":13}', c: good, d: '{"n":13}', e: good })).toEqual(['b', 'd']);
  expect(done).toEqual([1, 13]);
});

test('a batch of bad messages comes back whole instead of throwing', async () => {
  const { failuresOf } = doorThat(async () => undefined);
  expect(await failuresOf({ a: '', b: '{}' })).toEqual(['a', 'b']);
});

test('a door that cannot be composed touches no message', async () => {
  const useCase = jest.fn();
  const compose = (): ReturnType<typeof ground> => {
    throw new Problem('CONFIG_INVALID', 'CORE_TABLE is missing');
  };
  const handler = sqsDoor('tester', z.unknown(), compose, useCase);
  await expect(handler(eventOf({ a: '{}' }), lambdaContext)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
  });
  expect(useCase).not.toHaveBeenCalled();
});

test('a job is done under the correlation id of its message; without one under the request id', async () => {
  const standing = ground();
  const seen: unknown[] = [];
  const handler = sqsDoor(
    'tester',
    z.strictObject({ n: z.number() }),
    () => standing,
    async ({ correlation }, { n }) => {
      await Promise.resolve();
      seen[n] = correlation.current();
    },
  );
  const caused = (body: string, id: string): SQSRecord => ({
    ...recordOf(body, body),
    messageAttributes: { correlationId: { dataType: 'String', stringValue: id } },
  });
  const Records = [
    caused('{"n":0}', 'order-17'),
    recordOf('m', '{"n":1}'),
    caused('{"n":2}', 'not well formed'),
  ];
  await handler({ Records }, lambdaContext);
  expect(seen).toEqual(['order-17', 'request-1', 'request-1']);
});

test('messages that failed are counted', async () => {
  const { failuresOf, emitted } = doorThat(async () => undefined);
  await failuresOf({ a: '', b: '{"n":1}', c: '{}' });
  expect(emitted).toEqual(
    Array.from({ length: 2 }, () => ({ name: 'failures_total', labels: { function: 'tester' }, by: 1 })),
  );
});
