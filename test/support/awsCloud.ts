import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { parse } from 'yaml';
import { clientOptions, type CloudAddress } from '../../lib/adapters/aws/clientOptions';
import { createResources } from '../../lib/local/resources';
import type { Resources } from '../../lib/local/resources/resolveIntrinsics';
import { unique } from './unique';

const TABLES = join(__dirname, '../../serverless/resources/tables.yml');

/** Where the tests of `npm run test:aws` find their cloud; an emulator takes any credentials. */
export function cloudAddress(): CloudAddress & { readonly endpoint: string; readonly region: string } {
  const {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId = 'local',
    AWS_SECRET_ACCESS_KEY: secretAccessKey = 'local',
  } = process.env;
  if (endpoint === undefined)
    throw new Error('AWS_ENDPOINT_URL is not set: run these tests by npm run test:aws.');
  return { endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } };
}

export type CloudTables = {
  readonly core: string;
  readonly alerts: string;
  readonly market: string;
  readonly ops: string;
  drop(): Promise<void>;
};

/** The tables as they are deployed, under names of their own. */
export async function createTables(): Promise<CloudTables> {
  const { endpoint } = cloudAddress();
  const prefix = unique('spa-contract');
  const text = readFileSync(TABLES, 'utf8').replaceAll('${param:prefix}', prefix);
  await createResources(endpoint, (parse(text) as { Resources: Resources }).Resources);
  const names = {
    core: `${prefix}-core`,
    alerts: `${prefix}-alerts`,
    market: `${prefix}-market`,
    ops: `${prefix}-ops`,
  };
  const drop = async () => {
    const client = new DynamoDBClient(clientOptions(cloudAddress()));
    for (const TableName of Object.values(names)) await client.send(new DeleteTableCommand({ TableName }));
    client.destroy();
  };
  return { ...names, drop };
}

/** The address of a new, empty queue. */
export async function createQueue(
  client: SQSClient,
  attributes: Record<string, string> = {},
): Promise<string> {
  const command = new CreateQueueCommand({ QueueName: unique('spa-contract'), Attributes: attributes });
  const { QueueUrl } = await client.send(command);
  return String(QueueUrl);
}
