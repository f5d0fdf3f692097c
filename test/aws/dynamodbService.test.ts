import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { dynamoClient } from '../../lib/adapters/dynamodb/dynamoClient';
import { cloudAddress, createTables, type CloudTables } from '../support/awsCloud';
import { unique } from '../support/unique';

type Attributes = Record<string, AttributeValue>;

const MEGABYTE = 1024 * 1024;

/** What the adapters take for granted of DynamoDB itself. */
describe('DynamoDB', () => {
  const client = dynamoClient(cloudAddress());
  let tables: CloudTables;

  beforeAll(async () => {
    tables = await createTables();
  });
  afterAll(async () => {
    await tables.drop();
    client.destroy();
  });

  const key = (PK: string, SK = 'META'): Attributes => ({ PK: { S: PK }, SK: { S: SK } });

  const put = (Item: Attributes, condition: object = {}) =>
    client.send(new PutItemCommand({ TableName: tables.alerts, Item, ...condition }));

  const get = async (PK: string, SK?: string): Promise<Attributes | undefined> => {
    const command = new GetItemCommand({ TableName: tables.alerts, Key: key(PK, SK), ConsistentRead: true });
    return (await client.send(command)).Item;
  };

  const inOutbox = (shard: string, more: object = {}) =>
    client.send(
      new QueryCommand({
        TableName: tables.alerts,
        IndexName: 'outbox',
        KeyConditionExpression: 'OPK = :shard AND dueAt <= :now',
        ExpressionAttributeValues: { ':shard': { S: shard }, ':now': { N: '100' } },
        ...more,
      }),
    );

  it('refuses a put whose condition does not hold, by name, and leaves the item', async () => {
    const PK = unique('item');
    await put({ ...key(PK), version: { N: '1' } });
    const absent = put(key(PK), { ConditionExpression: 'attribute_not_exists(PK)' });
    await expect(absent).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    const stale = put(key(PK), {
      ConditionExpression: '#version = :expected',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: { ':expected': { N: '2' } },
    });
    await expect(stale).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(await get(PK)).toEqual({ ...key(PK), version: { N: '1' } });
  });

  it('refuses a delete whose condition does not hold, and deletes nothing twice without complaint', async () => {
    const PK = unique('item');
    await put({ ...key(PK), version: { N: '1' } });
    const remove = (more: object = {}) =>
      client.send(new DeleteItemCommand({ TableName: tables.alerts, Key: key(PK), ...more }));
    const stale = remove({
      ConditionExpression: 'version = :expected',
      ExpressionAttributeValues: { ':expected': { N: '2' } },
    });
    await expect(stale).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    await remove();
    await remove();
    expect(await get(PK)).toBeUndefined();
  });

  it('creates, counts up, adds to a set and removes in one update, and answers the new item', async () => {
    const PK = unique('item');
    const update = (series: string) =>
      client.send(
        new UpdateItemCommand({
          TableName: tables.alerts,
          Key: key(PK),
          UpdateExpression:
            'SET attempts = if_not_exists(attempts, :none) + :one, firstAt = if_not_exists(firstAt, :series)' +
            ' REMOVE notBefore ADD seriesKeys :set',
          ExpressionAttributeValues: {
            ':none': { N: '0' },
            ':one': { N: '1' },
            ':series': { S: series },
            ':set': { SS: [series] },
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
    await update('a');
    const { Attributes } = await update('b');
    const { seriesKeys, ...rest } = Attributes ?? {};
    expect(rest).toEqual({ ...key(PK), attempts: { N: '2' }, firstAt: { S: 'a' } });
    expect([...(seriesKeys?.SS ?? [])].sort()).toEqual(['a', 'b']);
  });

  it('judges a condition of several parts on an item that has only some of the attributes', async () => {
    const PK = unique('item');
    const claim = (now: number, until: number) =>
      client.send(
        new UpdateItemCommand({
          TableName: tables.alerts,
          Key: key(PK),
          UpdateExpression: 'SET leaseUntil = :until',
          ConditionExpression:
            'attribute_not_exists(PK) OR (attribute_not_exists(notBefore) AND leaseUntil <= :now)',
          ExpressionAttributeValues: { ':until': { N: `${until}` }, ':now': { N: `${now}` } },
        }),
      );
    await claim(1, 10);
    await expect(claim(9, 20)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    await claim(10, 20);
    expect((await get(PK))?.leaseUntil).toEqual({ N: '20' });
  });

  it('lets one of many conditional writers win', async () => {
    const PK = unique('item');
    const writers = Array.from({ length: 12 }, (_, writer) =>
      put({ ...key(PK), writer: { N: `${writer}` } }, { ConditionExpression: 'attribute_not_exists(PK)' }),
    );
    const won = (await Promise.allSettled(writers)).map(({ status }) => status === 'fulfilled');
    expect(won.filter(Boolean)).toHaveLength(1);
    expect((await get(PK))?.writer).toEqual({ N: `${won.indexOf(true)}` });
  });

  it('shows in a sparse index what has its keys, in order, from the write that gives them to the one that takes them', async () => {
    const shard = unique('OB');
    const items = [30, 10, 20, 200].map((dueAt) => ({
      ...key(`A${dueAt}-${shard}`),
      OPK: { S: shard },
      dueAt: { N: `${dueAt}` },
    }));
    for (const item of items) await put(item);
    await put({ ...key(`none-${shard}`), dueAt: { N: '5' } });
    const dueAts = async () => ((await inOutbox(shard)).Items ?? []).map(({ dueAt }) => Number(dueAt?.N));
    expect(await dueAts()).toEqual([10, 20, 30]);
    await client.send(
      new UpdateItemCommand({
        TableName: tables.alerts,
        Key: key(`A20-${shard}`),
        UpdateExpression: 'REMOVE OPK, dueAt',
      }),
    );
    expect(await dueAts()).toEqual([10, 30]);
  });

  it('goes on in an index after the keys of the last item, and says when nothing follows', async () => {
    const shard = unique('OB');
    for (const dueAt of [1, 2, 3]) {
      await put({ ...key(`A${dueAt}-${shard}`), OPK: { S: shard }, dueAt: { N: `${dueAt}` } });
    }
    const first = await inOutbox(shard, { Limit: 2 });
    expect(first.LastEvaluatedKey).toEqual({ ...key(`A2-${shard}`), OPK: { S: shard }, dueAt: { N: '2' } });
    const second = await inOutbox(shard, { Limit: 2, ExclusiveStartKey: first.LastEvaluatedKey });
    expect(second.Items?.map(({ dueAt }) => dueAt?.N)).toEqual(['3']);
    expect(second.LastEvaluatedKey).toBeUndefined();
  });

  it('ends a page at a megabyte and tells where', async () => {
    const PK = unique('pages');
    const text = 'x'.repeat(300_000);
    for (const SK of ['a', 'b', 'c', 'd', 'e']) await put({ ...key(PK, SK), text: { S: text } });
    const command = new QueryCommand({
      TableName: tables.alerts,
      ConsistentRead: true,
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': { S: PK } },
    });
    const page = await client.send(command);
    expect((page.Items ?? []).length * text.length).toBeLessThanOrEqual(MEGABYTE + text.length);
    expect(page.LastEvaluatedKey).toEqual(key(PK, page.Items?.at(-1)?.SK?.S));
    expect(page.Items?.length).toBeLessThan(5);
  });

  it('counts a limit before the filter', async () => {
    const PK = unique('filter');
    for (const SK of ['a', 'b', 'c', 'd'])
      await put({ ...key(PK, SK), even: { BOOL: SK === 'b' || SK === 'd' } });
    const command = new QueryCommand({
      TableName: tables.alerts,
      KeyConditionExpression: 'PK = :pk',
      FilterExpression: 'even = :yes',
      ExpressionAttributeValues: { ':pk': { S: PK }, ':yes': { BOOL: true } },
      Limit: 2,
    });
    const page = await client.send(command);
    expect(page.Items?.map(({ SK }) => SK?.S)).toEqual(['b']);
    expect(page.LastEvaluatedKey).toEqual(key(PK, 'b'));
  });

  it('sorts and cuts by the sort key, newest first when asked', async () => {
    const PK = unique('sorted');
    for (const SK of ['D#b', 'META', 'D#a', 'D#c']) await put(key(PK, SK));
    const command = new QueryCommand({
      TableName: tables.alerts,
      KeyConditionExpression: 'PK = :pk AND begins_with(SK, :prefix)',
      ExpressionAttributeValues: { ':pk': { S: PK }, ':prefix': { S: 'D#' } },
      ScanIndexForward: false,
      ConsistentRead: true,
    });
    expect((await client.send(command)).Items?.map(({ SK }) => SK?.S)).toEqual(['D#c', 'D#b', 'D#a']);
  });

  it.each([
    { Key: key('x'.repeat(2_049)), law: 'a partition key over 2,048 bytes' },
    { Key: key('x', 'x'.repeat(1_025)), law: 'a sort key over 1,024 bytes' },
  ])('refuses $law', async ({ Key }) => {
    const getting = client.send(new GetItemCommand({ TableName: tables.alerts, Key }));
    await expect(getting).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('refuses numbers beyond its range, which is why records are text', async () => {
    const putting = put({ ...key(unique('item')), reading: { N: '1e200' } });
    await expect(putting).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
