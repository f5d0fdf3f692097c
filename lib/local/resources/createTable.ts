import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { clientOptions } from './clientOptions';

/** What of a table matters to those who read and write it; protection, recovery and expiry do not occur locally. */
const CREATED = [
  'TableName',
  'BillingMode',
  'AttributeDefinitions',
  'KeySchema',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];

/** Edge: an existing table is left as it is; a changed key or index needs a fresh folder. */
export async function createTable(endpoint: string, properties: Record<string, unknown>): Promise<void> {
  const client = new DynamoDBClient(clientOptions(endpoint));
  const input = Object.fromEntries(Object.entries(properties).filter(([name]) => CREATED.includes(name)));
  try {
    await client.send(new CreateTableCommand(input as unknown as CreateTableCommandInput));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  const TableName = String(properties['TableName']);
  await waitUntilTableExists({ client, minDelay: 0.05, maxDelay: 1, maxWaitTime: 30 }, { TableName });
  client.destroy();
}
