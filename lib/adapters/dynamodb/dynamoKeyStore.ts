import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ApiKey, KeyStore } from '../../ports/KeyStore';
import { documentOf, recordIn } from './documents';
import { apiKeyKey } from './keys';
import { dynamoTable } from './table';

/** API keys in the core table. */
export function dynamoKeyStore(client: DynamoDBClient, coreTable: string): KeyStore {
  const table = dynamoTable(client, coreTable);
  return {
    async find(keyId) {
      const item = await table.get(apiKeyKey(keyId));
      return item && recordIn<ApiKey>(item);
    },
    async put(key) {
      await table.put({ ...apiKeyKey(key.id), ...documentOf(key) });
    },
  };
}
