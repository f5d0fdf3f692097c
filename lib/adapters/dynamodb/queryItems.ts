import { QueryCommand, type AttributeValue, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { storeAnswer } from '../aws/storeAnswer';
import { namesIn, type Attribute } from './conditions';
import type { Item } from './documents';

export type Query = {
  /** Undefined asks the table itself, strongly; an index may lag behind. */
  readonly index?: string;
  /** The key condition, with `#word` for attributes. */
  readonly where: string;
  readonly filter?: string | undefined;
  readonly values: Readonly<Record<string, Attribute>>;
  /** The attributes that are answered, with `#word` for each; all when it is left out. */
  readonly only?: string;
  readonly descending?: boolean;
  /** The keys after which to begin, those of the index included. */
  readonly after?: Readonly<Record<string, string>> | undefined;
  /** At most this many; all of them when it is left out. */
  readonly limit?: number;
};

type StartKey = Record<string, AttributeValue> | undefined;

/** What is the same on every page. */
const askedOf = (tableName: string, { index, where, filter, values, only, descending = false }: Query) => ({
  TableName: tableName,
  ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
  KeyConditionExpression: where,
  ...(filter !== undefined && { FilterExpression: filter }),
  ...(only !== undefined && { ProjectionExpression: only }),
  ExpressionAttributeNames: namesIn(where, filter, only),
  ExpressionAttributeValues: marshall(values),
  ScanIndexForward: !descending,
});

/** Items that match, in the order of their sort key, over as many pages (of 1 MB) as it takes. */
export async function queryItems(
  client: DynamoDBClient,
  tableName: string,
  query: Query,
): Promise<readonly Item[]> {
  const asked = askedOf(tableName, query);
  const limit = query.limit ?? Infinity;
  // A page's limit counts items before the filter: with one, only DynamoDB's own page size makes sense.
  const isCounted = query.limit !== undefined && query.filter === undefined;
  const items: Item[] = [];
  let startKey: StartKey = query.after && marshall(query.after);
  do {
    const command = new QueryCommand({
      ...asked,
      ...(isCounted && { Limit: limit - items.length }),
      ...(startKey && { ExclusiveStartKey: startKey }),
    });
    const page = await storeAnswer(tableName, client.send(command));
    for (const item of page.Items ?? []) items.push(unmarshall(item) as Item);
    startKey = page.LastEvaluatedKey;
  } while (startKey && items.length < limit);
  return items.slice(0, limit);
}

/** How many items match, counted by DynamoDB up to `limit`. */
export async function countItems(client: DynamoDBClient, tableName: string, query: Query): Promise<number> {
  const asked = askedOf(tableName, query);
  const limit = query.limit ?? Infinity;
  let count = 0;
  let startKey: StartKey;
  do {
    const command = new QueryCommand({
      ...asked,
      Select: 'COUNT',
      ...(query.limit !== undefined && { Limit: limit - count }),
      ...(startKey && { ExclusiveStartKey: startKey }),
    });
    const page = await storeAnswer(tableName, client.send(command));
    count += page.Count ?? 0;
    startKey = page.LastEvaluatedKey;
  } while (startKey && count < limit);
  return count;
}
