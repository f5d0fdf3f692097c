import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Probe } from '../../ports/Probe';
import { dynamoTable } from './table';

/** Whether a table answers a read. */
export function dynamoProbe(name: string, client: DynamoDBClient, tableName: string): Probe {
  const table = dynamoTable(client, tableName);
  return {
    name,
    async check() {
      await table.get({ PK: 'PROBE', SK: 'PROBE' });
    },
  };
}
