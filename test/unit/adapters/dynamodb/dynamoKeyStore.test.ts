import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { dynamoKeyStore } from '../../../../lib/adapters/dynamodb/dynamoKeyStore';
import type { ApiKey } from '../../../../lib/ports/KeyStore';
import { answering } from '../../../support/answering';

const refused = new ConditionalCheckFailedException({ message: 'no', $metadata: {} });
const lost = new Error('the process died here');

const keyOf = (id: string): ApiKey => ({
  id,
  tenant: 't',
  name: id,
  scopes: ['read'],
  secretHash: 'ab',
  createdAt: 1,
});

const keyItem = (id: string, more: object = {}) =>
  marshall({ PK: `K#${id}`, SK: 'META', document: JSON.stringify(keyOf(id)), ...more });

const entry = (id: string) => marshall({ PK: 'T#t', SK: `KEY#${id}` });

/** A store before a client that gives these answers. */
const storeOf = (...answers: readonly (object | Error)[]) => {
  const { client, sent } = answering<DynamoDBClient>(...answers);
  return { store: dynamoKeyStore(client, 'core'), sent };
};

test('the list names a key before the key can be used', async () => {
  const { store, sent } = storeOf({}, {});
  await store.put(keyOf('k'));
  expect(sent.map(({ Item }) => Item)).toEqual([entry('k'), keyItem('k')]);
  expect(sent[1]).toMatchObject({ ConditionExpression: 'attribute_not_exists(#revokedAt)' });
});

test('a key whose entry could not be written is not written', async () => {
  const { store, sent } = storeOf(lost);
  await expect(store.put(keyOf('k'))).rejects.toBe(lost);
  expect(sent).toHaveLength(1);
});

test('a list leaves out entries whose key was never written, and goes on behind them', async () => {
  const { store, sent } = storeOf(
    { Items: [entry('a'), entry('b')] },
    {},
    { Item: keyItem('b', { revokedAt: 5 }) },
    { Items: [entry('c')] },
    { Item: keyItem('c', { lastUsedAt: 6 }) },
  );
  expect(await store.list('t', 1)).toEqual({ items: [{ ...keyOf('c'), lastUsedAt: 6 }], next: undefined });
  expect(sent.map(({ ExclusiveStartKey }) => ExclusiveStartKey)).toEqual([
    undefined,
    undefined,
    undefined,
    entry('b'),
    undefined,
  ]);
});

test('a list does not take a key on the word of an entry alone', async () => {
  const foreign = { ...keyOf('a'), tenant: 'other' };
  const { store } = storeOf(
    { Items: [entry('a')] },
    { Item: marshall({ PK: 'K#a', SK: 'META', document: JSON.stringify(foreign) }) },
  );
  expect((await store.list('t', 5)).items).toEqual([]);
});

test('a revocation is written before the entry goes', async () => {
  const { store, sent } = storeOf({ Item: keyItem('k') }, {}, {});
  expect(await store.revoke('t', 'k', 9)).toBe(true);
  expect(sent.slice(1)).toEqual([
    {
      TableName: 'core',
      Key: { PK: { S: 'K#k' }, SK: { S: 'META' } },
      UpdateExpression: 'SET #revokedAt = :at',
      ConditionExpression: 'attribute_exists(#PK) AND attribute_not_exists(#revokedAt)',
      ExpressionAttributeNames: { '#revokedAt': 'revokedAt', '#PK': 'PK' },
      ExpressionAttributeValues: { ':at': { N: '9' } },
    },
    { TableName: 'core', Key: entry('k') },
  ]);
});

test('a worker that dies before the entry goes leaves the key refused, and the next revocation cleans up', async () => {
  const dying = storeOf({ Item: keyItem('k') }, {}, lost);
  await expect(dying.store.revoke('t', 'k', 9)).rejects.toBe(lost);
  const next = storeOf({ Item: keyItem('k', { revokedAt: 9 }) }, refused, {});
  expect(await next.store.revoke('t', 'k', 10)).toBe(false);
  expect(next.sent.at(-1)).toEqual({ TableName: 'core', Key: entry('k') });
});

test('another tenant’s revocation touches nothing', async () => {
  const { store, sent } = storeOf({ Item: keyItem('k') });
  expect(await store.revoke('other', 'k', 9)).toBe(false);
  expect(sent).toHaveLength(1);
});

test('a use is noted by the one attribute, on a key that is there', async () => {
  const { store, sent } = storeOf({}, refused);
  await store.noteUse('k', 9);
  await store.noteUse('k', 8);
  expect(sent[0]).toEqual({
    TableName: 'core',
    Key: { PK: { S: 'K#k' }, SK: { S: 'META' } },
    UpdateExpression: 'SET #lastUsedAt = :at',
    ConditionExpression: 'attribute_exists(#PK) AND (attribute_not_exists(#lastUsedAt) OR #lastUsedAt < :at)',
    ExpressionAttributeNames: { '#lastUsedAt': 'lastUsedAt', '#PK': 'PK' },
    ExpressionAttributeValues: { ':at': { N: '9' } },
  });
});
