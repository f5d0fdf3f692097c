import {
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { inLanes } from '../../inLanes';
import { Problem } from '../../problems';
import { storeAnswer } from '../aws/storeAnswer';
import type { Item } from './documents';
import type { Key } from './keys';

const KEYS_AT_ONCE = 100;
const LANES = 4;
/** An answer of 16 MB is cut, and so is one of a table that has no capacity left. */
const TRIES = 5;

const nameOf = ({ PK, SK }: Key): string => JSON.stringify([PK, SK]);

/**
 * Many items, each read strongly.
 *
 * Shape   in the order of the keys; undefined where there is none.
 * Throws  STORE_UNAVAILABLE, also when the table keeps giving less than it is asked for.
 */
export async function batchGet(
  client: DynamoDBClient,
  tableName: string,
  keys: readonly Key[],
): Promise<readonly (Item | undefined)[]> {
  const distinct = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  const chunks = Array.from({ length: Math.ceil(distinct.length / KEYS_AT_ONCE) }, (_, place) =>
    distinct.slice(place * KEYS_AT_ONCE, (place + 1) * KEYS_AT_ONCE),
  );
  const found = await inLanes(chunks, LANES, (chunk) => chunkOf(client, tableName, chunk));
  const byName = new Map(found.flat().map((item) => [nameOf(item), item]));
  return keys.map((key) => byName.get(nameOf(key)));
}

async function chunkOf(
  client: DynamoDBClient,
  tableName: string,
  chunk: readonly Key[],
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let asked: KeysAndAttributes | undefined = {
    Keys: chunk.map(({ PK, SK }) => marshall({ PK, SK })),
    ConsistentRead: true,
  };
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const command: BatchGetItemCommand = new BatchGetItemCommand({ RequestItems: { [tableName]: asked } });
    const answer: BatchGetItemCommandOutput = await storeAnswer(tableName, client.send(command));
    for (const item of answer.Responses?.[tableName] ?? []) items.push(unmarshall(item) as Item);
    asked = answer.UnprocessedKeys?.[tableName];
    if (asked === undefined) return items;
  }
  throw new Problem('STORE_UNAVAILABLE', `The store "${tableName}" does not keep up. Try again.`);
}
