import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ifAbsent, ifOneOf, ifVersion } from '../../../../lib/adapters/dynamodb/conditions';
import { dynamoTable } from '../../../../lib/adapters/dynamodb/table';
import { answering, sdkError } from '../../../support/answering';

const KEY = { PK: 'A#1', SK: 'META' };
const refused = new ConditionalCheckFailedException({ message: 'no', $metadata: { httpStatusCode: 400 } });

/** A table before a client that gives these answers. */
const tableOf = (...answers: readonly (object | Error)[]) => {
  const { client, sent } = answering<DynamoDBClient>(...answers);
  return { table: dynamoTable(client, 'core'), sent };
};

describe('a table', () => {
  it('reads strongly', async () => {
    const { table, sent } = tableOf({ Item: { PK: { S: 'A#1' }, SK: { S: 'META' }, version: { N: '3' } } });
    expect(await table.get(KEY)).toEqual({ ...KEY, version: 3 });
    expect(sent).toEqual([
      { TableName: 'core', Key: { PK: { S: 'A#1' }, SK: { S: 'META' } }, ConsistentRead: true },
    ]);
  });

  it.each([
    { key: { PK: 'x'.repeat(2_049), SK: 'a' }, law: 'a partition key' },
    { key: { PK: 'a', SK: 'é'.repeat(513) }, law: 'a sort key' },
  ])('finds nothing under $law that is too long, and does not ask', async ({ key }) => {
    const { table, sent } = tableOf();
    expect(await table.get(key)).toBeUndefined();
    expect(sent).toEqual([]);
  });

  it('asks under the longest keys there can be', async () => {
    const { table, sent } = tableOf({});
    await table.get({ PK: 'x'.repeat(2_048), SK: 'x'.repeat(1_024) });
    expect(sent).toHaveLength(1);
  });

  it('leaves out attributes that are undefined', async () => {
    const { table, sent } = tableOf({});
    expect(await table.put({ ...KEY, dueAt: undefined, state: 'pending' })).toBe(true);
    expect(sent).toEqual([
      { TableName: 'core', Item: { PK: { S: 'A#1' }, SK: { S: 'META' }, state: { S: 'pending' } } },
    ]);
  });

  it('names the attributes of a condition, and its values', async () => {
    const { table, sent } = tableOf({}, {}, {});
    await table.put(KEY, ifAbsent());
    await table.put(KEY, ifVersion(7));
    await table.remove(KEY, ifOneOf('state', ['pending', 'dispatched']));
    expect(sent).toMatchObject([
      { ConditionExpression: 'attribute_not_exists(#PK)', ExpressionAttributeNames: { '#PK': 'PK' } },
      {
        ConditionExpression: '#version = :expected',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':expected': { N: '7' } },
      },
      {
        ConditionExpression: '#state IN (:option0, :option1)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':option0': { S: 'pending' }, ':option1': { S: 'dispatched' } },
      },
    ]);
    expect(sent[0]).not.toHaveProperty('ExpressionAttributeValues');
  });

  it('changes an item without reading it', async () => {
    const { table, sent } = tableOf({}, { Attributes: { PK: { S: 'A#1' }, SK: { S: 'META' } } });
    const update = { expression: 'SET #a = :a', values: { ':a': 1 } };
    expect(await table.change(KEY, update)).toBe(true);
    expect(await table.update(KEY, update)).toEqual(KEY);
    const asked = {
      TableName: 'core',
      Key: { PK: { S: 'A#1' }, SK: { S: 'META' } },
      UpdateExpression: 'SET #a = :a',
      ExpressionAttributeNames: { '#a': 'a' },
      ExpressionAttributeValues: { ':a': { N: '1' } },
    };
    expect(sent).toEqual([asked, { ...asked, ReturnValues: 'ALL_NEW' }]);
  });

  it('answers a condition that does not hold as a value', async () => {
    const { table } = tableOf(refused, refused, refused, refused);
    expect(await table.put(KEY, ifAbsent())).toBe(false);
    expect(await table.remove(KEY, ifVersion(1))).toBe(false);
    const update = { expression: 'SET #a = :a', values: { ':a': 1 }, when: ifVersion(1) };
    expect(await table.update(KEY, update)).toBeUndefined();
    expect(await table.change(KEY, update)).toBe(false);
  });

  it.each([
    { error: sdkError('ProvisionedThroughputExceededException', 400), law: 'it is throttled' },
    { error: sdkError('InternalServerError', 500), law: 'DynamoDB fails' },
    { error: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), law: 'nobody answers' },
  ])('says STORE_UNAVAILABLE when $law, keeping the cause', async ({ error }) => {
    const unavailable = { code: 'STORE_UNAVAILABLE', cause: error };
    const { table } = tableOf(error, error, error, error, error, error);
    const change = { expression: 'SET #a = :a', values: { ':a': 1 } };
    const query = { where: '#PK = :pk', values: { ':pk': 'x' } };
    await expect(table.get(KEY)).rejects.toMatchObject(unavailable);
    await expect(table.put(KEY, ifAbsent())).rejects.toMatchObject(unavailable);
    await expect(table.update(KEY, change)).rejects.toMatchObject(unavailable);
    await expect(table.change(KEY, change)).rejects.toMatchObject(unavailable);
    await expect(table.remove(KEY)).rejects.toMatchObject(unavailable);
    await expect(table.query(query)).rejects.toMatchObject(unavailable);
  });

  it('throws what is a bug of ours as it came', async () => {
    const bug = sdkError('ValidationException', 400);
    await expect(tableOf(bug).table.get(KEY)).rejects.toBe(bug);
  });
});

describe('a query', () => {
  const item = (SK: string) => ({ PK: { S: 'p' }, SK: { S: SK } });
  const query = { where: '#PK = :pk', values: { ':pk': 'p' } };

  it('goes on from page to page until there are no more', async () => {
    const { table, sent } = tableOf(
      { Items: [item('a')], LastEvaluatedKey: item('a') },
      { LastEvaluatedKey: item('b') },
      { Items: [item('c')] },
    );
    expect((await table.query(query)).map(({ SK }) => SK)).toEqual(['a', 'c']);
    expect(sent.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([undefined, item('a'), item('b')]);
  });

  it('asks for what is still missing and stops when it has it', async () => {
    const { table, sent } = tableOf(
      { Items: [item('a'), item('b')], LastEvaluatedKey: item('b') },
      { Items: [item('c')], LastEvaluatedKey: item('c') },
    );
    expect(await table.query({ ...query, limit: 3 })).toHaveLength(3);
    expect(sent.map(({ Limit }) => Limit)).toEqual([3, 1]);
  });

  it('does not limit pages that are filtered, and cuts at the limit', async () => {
    const { table, sent } = tableOf({ Items: [item('a'), item('b')], LastEvaluatedKey: item('b') });
    expect(await table.query({ ...query, filter: '#state = :pk', limit: 1 })).toHaveLength(1);
    expect(sent).toMatchObject([
      { FilterExpression: '#state = :pk', ExpressionAttributeNames: { '#PK': 'PK', '#state': 'state' } },
    ]);
    expect(sent[0]).not.toHaveProperty('Limit');
  });

  it.each([
    { index: undefined, expected: { ConsistentRead: true }, law: 'a table strongly' },
    { index: 'outbox', expected: { IndexName: 'outbox' }, law: 'an index, which cannot be read strongly' },
  ])('asks $law', async ({ index, expected }) => {
    const { table, sent } = tableOf({ Items: [] });
    await table.query({ ...query, ...(index !== undefined && { index }) });
    expect(sent).toMatchObject([expected]);
    expect('ConsistentRead' in sent[0]! && 'IndexName' in sent[0]).toBe(false);
  });
});
