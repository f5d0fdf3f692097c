import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { CreateTableCommand, DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { letIteratorsEnd } from '../../../../lib/local/cloud/letIteratorsEnd';

const DYNALITE = require.resolve('dynalite');
const TABLE = 'kept';

/** dynalite with a table of three items in memory, asked by `ask`; answers every iterator that it opened meanwhile. */
async function iteratorsOpened(ask: (db: DynamoDBClient) => Promise<unknown>) {
  const { AbstractLevel } = createRequire(createRequire(DYNALITE).resolve('level'))('abstract-level');
  const { default: dynalite } = await import('dynalite');
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const db = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    await db.send(
      new CreateTableCommand({
        TableName: TABLE,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      }),
    );
    for (const sk of ['a', 'b', 'c'])
      await db.send(new PutItemCommand({ TableName: TABLE, Item: { pk: { S: 'one' }, sk: { S: sk } } }));
    const values = jest.spyOn(AbstractLevel.prototype, 'values');
    await ask(db);
    // An iterator ends a moment after the answer that was read from it.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const opened = values.mock.results.map(({ value }) => value as { next(): Promise<unknown> });
    values.mockRestore();
    return await Promise.all(
      opened.map((iterator) =>
        iterator.next().then(
          () => 'open',
          ({ code }: { code: string }) => code,
        ),
      ),
    );
  } finally {
    db.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }
}

const ENDED = 'LEVEL_ITERATOR_NOT_OPEN';

const query = (more: object) => (db: DynamoDBClient) =>
  db.send(
    new QueryCommand({
      TableName: TABLE,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { S: 'one' } },
      ...more,
    }),
  );

describe('the iterators of dynalite', () => {
  test('stay open when nobody lets them end, which is why we do', async () => {
    expect(await iteratorsOpened(query({}))).toEqual(['open']);
  });

  test.each([
    ['a query that is read to its end', query({})],
    ['a query that stops at its limit', query({ Limit: 1 })],
    ['a query of nothing', query({ ExpressionAttributeValues: { ':pk': { S: 'none' } } })],
    ['a scan', (db: DynamoDBClient) => db.send(new ScanCommand({ TableName: TABLE }))],
  ])('of %s end with it', async (_, ask) => {
    letIteratorsEnd(DYNALITE);
    expect(await iteratorsOpened(ask)).toEqual([ENDED]);
  });
});
