import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { batchGet } from '../../../../lib/adapters/dynamodb/batchGet';

type Asked = { RequestItems: { core: { Keys: { PK: { S: string }; SK: { S: string } }[] } } };

const keyOf = (name: string) => ({ PK: name, SK: 'META' });

/** A table in which every key has an item, and which answers at most `most` of those it is asked for at once. */
function holding(most: number) {
  const sizes: number[] = [];
  const send = async ({ input }: { input: Asked }) => {
    const { Keys } = input.RequestItems.core;
    sizes.push(Keys.length);
    const [read, left] = [Keys.slice(0, most), Keys.slice(most)];
    return {
      Responses: { core: read.map(({ PK }) => marshall({ ...keyOf(PK.S), name: PK.S })) },
      ...(left.length > 0 && { UnprocessedKeys: { core: { Keys: left, ConsistentRead: true } } }),
    };
  };
  return { client: { send } as unknown as DynamoDBClient, sizes };
}

const names = (count: number) => Array.from({ length: count }, (_, place) => `item ${place}`);

test('many items are asked for a hundred at once, and each stands in its place', async () => {
  const { client, sizes } = holding(100);
  const asked = [...names(250), 'item 3'];
  const items = await batchGet(client, 'core', asked.map(keyOf));
  expect(items.map((item) => item?.['name'])).toEqual(asked);
  expect(sizes.sort()).toEqual([100, 100, 50]);
});

test('what an answer had no room for is asked for again', async () => {
  const { client, sizes } = holding(30);
  const items = await batchGet(client, 'core', names(100).map(keyOf));
  expect(items.map((item) => item?.['name'])).toEqual(names(100));
  expect(sizes).toEqual([100, 70, 40, 10]);
});

test('a table that does not keep up is an outage, not an absence', async () => {
  const { client } = holding(0);
  await expect(batchGet(client, 'core', [keyOf('a')])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
});

test('of no keys nothing is asked', async () => {
  const { client, sizes } = holding(100);
  expect(await batchGet(client, 'core', [])).toEqual([]);
  expect(sizes).toEqual([]);
});
