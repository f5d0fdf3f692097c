import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ApiKey, KeyStore } from '../../ports/KeyStore';
import { documentOf, numberIn, recordIn, type Item } from './documents';
import { apiKeyKey, keyEntryKey, KEY_ENTRY_PREFIX, tenantPartition } from './keys';
import { dynamoTable } from './table';

/**
 * What changes after a key was made stands beside its document: a role can then be let write one of these
 * attributes and nothing else, and two writers never overwrite each other.
 */
const itemOf = ({ revokedAt, lastUsedAt, ...made }: ApiKey) => ({
  ...apiKeyKey(made.id),
  ...documentOf(made),
  revokedAt,
  lastUsedAt,
});

function keyIn(item: Item): ApiKey {
  const revokedAt = numberIn(item, 'revokedAt');
  const lastUsedAt = numberIn(item, 'lastUsedAt');
  return {
    ...recordIn<ApiKey>(item),
    ...(revokedAt !== undefined && { revokedAt }),
    ...(lastUsedAt !== undefined && { lastUsedAt }),
  };
}

const idOf = ({ SK }: Item): string => SK.slice(KEY_ENTRY_PREFIX.length);

/**
 * API keys in the core table: the key under its own id, where it is read strongly and without an index, and an
 * entry under its tenant, for lists. The entry is written first and removed last, so that a crash leaves at most
 * an entry without a live key, which lists leave out.
 */
export function dynamoKeyStore(client: DynamoDBClient, coreTable: string): KeyStore {
  const table = dynamoTable(client, coreTable);

  const find = async (keyId: string): Promise<ApiKey | undefined> => {
    const item = await table.get(apiKeyKey(keyId));
    return item && keyIn(item);
  };

  const entriesOf = (tenant: string, limit: number, after: string | undefined) =>
    table.query({
      where: '#PK = :tenant AND begins_with(#SK, :keys)',
      values: { ':tenant': tenantPartition(tenant), ':keys': KEY_ENTRY_PREFIX },
      after: after === undefined ? undefined : keyEntryKey(tenant, after),
      limit,
    });

  return {
    find,
    async put(key) {
      await table.put(keyEntryKey(key.tenant, key.id));
      await table.put(itemOf(key), { expression: 'attribute_not_exists(#revokedAt)' });
    },
    async list(tenant, limit, after) {
      const found: ApiKey[] = [];
      let place = after;
      let more = true;
      while (more && found.length <= limit) {
        const entries = await entriesOf(tenant, limit + 1, place);
        const keys = await Promise.all(entries.map((entry) => find(idOf(entry))));
        for (const key of keys) if (key?.tenant === tenant && key.revokedAt === undefined) found.push(key);
        more = entries.length > limit;
        place = entries.map(idOf).at(-1);
      }
      const items = found.slice(0, limit);
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
    async revoke(tenant, keyId, at) {
      const key = await find(keyId);
      if (key?.tenant !== tenant) return false;
      const isFirst = await table.change(apiKeyKey(keyId), {
        expression: 'SET #revokedAt = :at',
        values: { ':at': at },
        when: { expression: 'attribute_exists(#PK) AND attribute_not_exists(#revokedAt)' },
      });
      // Whoever comes second removes what the first may have left when it died here.
      await table.remove(keyEntryKey(tenant, keyId));
      return isFirst;
    },
    async noteUse(keyId, at) {
      await table.change(apiKeyKey(keyId), {
        expression: 'SET #lastUsedAt = :at',
        values: { ':at': at },
        when: {
          expression: 'attribute_exists(#PK) AND (attribute_not_exists(#lastUsedAt) OR #lastUsedAt < :at)',
        },
      });
    },
  };
}
