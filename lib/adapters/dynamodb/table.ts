import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { storeAnswer } from '../aws/storeAnswer';
import { batchGet } from './batchGet';
import { namesIn, type Attribute, type Condition } from './conditions';
import type { Item } from './documents';
import type { Key } from './keys';
import { countItems, queryItems, type Query } from './queryItems';

export type Update = {
  /** As DynamoDB writes it, with `#word` for attributes: `SET #state = :to REMOVE #dueAt`. */
  readonly expression: string;
  readonly values: Readonly<Record<string, Attribute>>;
  readonly when?: Condition;
};

/** One table, in the few ways we use it. A condition that does not hold is a value, never an error. */
export type Table = {
  /** Read strongly. A key that DynamoDB could not hold names nothing. */
  get(key: Key): Promise<Item | undefined>;
  /** As `get`, of many keys: one place for each. */
  getEach(keys: readonly Key[]): Promise<readonly (Item | undefined)[]>;
  /** False when the condition does not hold. */
  put(item: Key & Readonly<Record<string, Attribute | undefined>>, when?: Condition): Promise<boolean>;
  /** The item as it is now; undefined when the condition does not hold. */
  update(key: Key, update: Update): Promise<Item | undefined>;
  /** As `update`, without reading the item: false when the condition does not hold. */
  change(key: Key, update: Update): Promise<boolean>;
  /** False when the condition does not hold. */
  remove(key: Key, when?: Condition): Promise<boolean>;
  query(query: Query): Promise<readonly Item[]>;
  /** How many a query would find, without reading them over the wire. */
  count(query: Query): Promise<number>;
};

const LONGEST_PK_BYTES = 2048;
const LONGEST_SK_BYTES = 1024;

const isPossible = ({ PK, SK }: Key): boolean =>
  Buffer.byteLength(PK) <= LONGEST_PK_BYTES && Buffer.byteLength(SK) <= LONGEST_SK_BYTES;

const attributes = (
  values: Readonly<Record<string, Attribute | undefined>>,
): Record<string, AttributeValue> => marshall(values, { removeUndefinedValues: true });

/** The parameters of a condition; of none when there is none. */
const conditionOf = (when: Condition | undefined) =>
  when && {
    ConditionExpression: when.expression,
    ExpressionAttributeNames: namesIn(when.expression),
    ...(when.values && { ExpressionAttributeValues: attributes(when.values) }),
  };

/** The parameters of an update, apart from what it answers. */
const updateOf = (key: Key, { expression, values, when }: Update) => ({
  Key: attributes(key),
  UpdateExpression: expression,
  ...(when && { ConditionExpression: when.expression }),
  ExpressionAttributeNames: namesIn(expression, when?.expression),
  ExpressionAttributeValues: attributes({ ...values, ...when?.values }),
});

/** The answer of a conditional write, or undefined when its condition does not hold. */
async function ifItHolds<Answer>(pending: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await pending;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** The seam to DynamoDB: everything our adapters ask of it goes through here. */
export function dynamoTable(client: DynamoDBClient, tableName: string): Table {
  const TableName = tableName;
  return {
    async get(key) {
      if (!isPossible(key)) return undefined;
      const command = new GetItemCommand({ TableName, Key: attributes(key), ConsistentRead: true });
      const { Item } = await storeAnswer(tableName, client.send(command));
      return Item && (unmarshall(Item) as Item);
    },
    getEach: (keys) => batchGet(client, tableName, keys),
    async put(item, when) {
      const command = new PutItemCommand({ TableName, Item: attributes(item), ...conditionOf(when) });
      return (await ifItHolds(storeAnswer(tableName, client.send(command)))) !== undefined;
    },
    async update(key, update) {
      const command = new UpdateItemCommand({ TableName, ...updateOf(key, update), ReturnValues: 'ALL_NEW' });
      const answer = await ifItHolds(storeAnswer(tableName, client.send(command)));
      return answer?.Attributes && (unmarshall(answer.Attributes) as Item);
    },
    async change(key, update) {
      const command = new UpdateItemCommand({ TableName, ...updateOf(key, update) });
      return (await ifItHolds(storeAnswer(tableName, client.send(command)))) !== undefined;
    },
    async remove(key, when) {
      const command = new DeleteItemCommand({ TableName, Key: attributes(key), ...conditionOf(when) });
      return (await ifItHolds(storeAnswer(tableName, client.send(command)))) !== undefined;
    },
    query: (query) => queryItems(client, tableName, query),
    count: (query) => countItems(client, tableName, query),
  };
}
