import type { CloudAddress } from '../adapters/aws/clientOptions';
import { dynamoClient } from '../adapters/dynamodb/dynamoClient';
import { dynamoKeyStore } from '../adapters/dynamodb/dynamoKeyStore';
import { systemClock } from '../adapters/system/systemClock';
import { systemIds } from '../adapters/system/systemIds';
import { systemSecrets } from '../adapters/system/systemSecrets';

/** Where the keys of an installation are kept. */
export type KeyTable = CloudAddress & { readonly table: string };

/** What an operator makes keys with, wherever the table is. */
export const composeKeyDesk = (at: KeyTable) => ({
  keys: dynamoKeyStore(dynamoClient(at), at.table),
  clock: systemClock(),
  ids: systemIds(),
  secrets: systemSecrets(),
});
