import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../../lib/adapters/dynamodb/dynamoClient';
import { dynamoSavedAnswers } from '../../lib/adapters/dynamodb/dynamoSavedAnswers';
import { systemClock } from '../../lib/adapters/system/systemClock';
import { systemIds } from '../../lib/adapters/system/systemIds';
import type { SavedAnswers } from '../../lib/ports/SavedAnswers';
import { cloudAddress, createTables, type CloudTables } from '../support/awsCloud';
import { startEndpoint } from '../support/endpoint';
import { recordingLog } from '../support/recordingLog';
import { unique } from '../support/unique';

const requestOf = () => ({
  tenant: unique('tenant'),
  route: 'createThing',
  key: unique('key'),
  content: '{}',
  mostMs: 10_000,
  signal: new AbortController().signal,
});

/** Digits in which no packer finds a pattern. */
const NOISE = Array.from({ length: 80_000 }, (_, index) =>
  Math.sin(index + 1)
    .toString(36)
    .slice(3),
).join('');

/** A client that cannot write answers, though it can everything else. */
function unableToSave(): DynamoDBClient {
  const client = dynamoClient(cloudAddress());
  client.middlewareStack.add(
    (next) => async (args) => {
      const { ExpressionAttributeNames: names } = args.input as { ExpressionAttributeNames?: object };
      if (names && '#response_data' in names)
        throw Object.assign(new Error('cut off'), { code: 'ECONNRESET' });
      return next(args);
    },
    { step: 'initialize' },
  );
  return client;
}

describe('saved answers in DynamoDB', () => {
  let tables: CloudTables;
  const log = recordingLog();
  const over = (client: DynamoDBClient, table: string): SavedAnswers =>
    dynamoSavedAnswers(client, table, { clock: systemClock(), ids: systemIds(), log });

  beforeAll(async () => {
    tables = await createTables();
  });
  afterAll(() => tables.drop());

  it('log an answer that is too large to be saved', async () => {
    const answers = over(dynamoClient(cloudAddress()), tables.ops);
    const before = log.lines.length;
    expect((await answers.once(requestOf(), async () => NOISE)) === NOISE).toBe(true);
    expect(log.lines.slice(before)).toEqual([
      {
        level: 'warn',
        message: 'answer not saved',
        route: 'createThing',
        reason: `an answer of ${NOISE.length} characters is too large`,
      },
    ]);
  });

  it('give away an answer that cannot be saved any more: what was asked is done', async () => {
    const before = log.lines.length;
    expect(await over(unableToSave(), tables.ops).once(requestOf(), async () => 'done')).toBe('done');
    expect(log.lines.slice(before)).toMatchObject([
      { level: 'warn', route: 'createThing', reason: 'cut off' },
    ]);
  });

  it('call an outage one, before anything has run', async () => {
    const run = jest.fn(async () => 'done');
    const { url: endpoint } = await startEndpoint(503);
    const asked = over(dynamoClient({ ...cloudAddress(), endpoint }), tables.ops).once(requestOf(), run);
    await expect(asked).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(run).not.toHaveBeenCalled();
  });

  it('call nothing else an outage: a table that is not there is a fault of ours', async () => {
    const answers = over(dynamoClient(cloudAddress()), `${tables.ops}-gone`);
    const asked = answers.once(requestOf(), async () => 'done');
    await expect(asked).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
