import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Versioned, VersionedStore } from '../../ports/VersionedStore';
import { Problem } from '../../problems';
import { ifAbsent, ifVersion } from './conditions';
import { documentOf, recordIn, textIn } from './documents';
import type { Key } from './keys';
import { tenantPartition } from './keys';
import { dynamoTable } from './table';

export type VersionedItems = {
  /** What one of them is called in a sentence. */
  readonly noun: string;
  /** The beginning of their sort keys. */
  readonly prefix: string;
  readonly keyOf: (tenant: string, id: string) => Key;
};

/** Things of tenants in the core table, each under its tenant. */
export function dynamoVersionedStore<Stored extends Versioned>(
  client: DynamoDBClient,
  coreTable: string,
  { noun, prefix, keyOf }: VersionedItems,
): VersionedStore<Stored> {
  const table = dynamoTable(client, coreTable);

  const itemOf = (stored: Stored) => ({
    ...keyOf(stored.tenant, stored.id),
    ...documentOf(stored),
    version: stored.version,
  });

  /** Why a write by version was refused. */
  const refusal = async (tenant: string, id: string, expectedVersion: number): Promise<Problem> =>
    (await table.get(keyOf(tenant, id))) === undefined
      ? new Problem('NOT_FOUND', `No ${noun} has the id "${id}".`)
      : new Problem(
          'STORE_CONFLICT',
          `The ${noun} "${id}" is no longer at version "${expectedVersion}": read it again.`,
        );

  /** A write whose answer was lost is tried again by the client, and refused since it has been done. */
  const isDone = async (stored: Stored): Promise<boolean> => {
    const item = await table.get(keyOf(stored.tenant, stored.id));
    return item !== undefined && textIn(item, 'document') === documentOf(stored).document;
  };

  return {
    async create(stored) {
      if ((await table.put(itemOf(stored), ifAbsent())) || (await isDone(stored))) return;
      throw new Problem('STORE_CONFLICT', `A ${noun} with the id "${stored.id}" exists: choose another id.`);
    },
    async get(tenant, id) {
      const item = await table.get(keyOf(tenant, id));
      return item && recordIn<Stored>(item);
    },
    async list(tenant, limit, after) {
      const found = await table.query({
        where: '#PK = :tenant AND begins_with(#SK, :prefix)',
        values: { ':tenant': tenantPartition(tenant), ':prefix': prefix },
        after: after === undefined ? undefined : keyOf(tenant, after),
        limit: limit + 1,
      });
      const items = found.slice(0, limit).map((item) => recordIn<Stored>(item));
      return { items, next: found.length > limit ? items.at(-1)?.id : undefined };
    },
    count: (tenant, most) =>
      table.count({
        where: '#PK = :tenant AND begins_with(#SK, :prefix)',
        values: { ':tenant': tenantPartition(tenant), ':prefix': prefix },
        limit: most,
      }),
    async replace(stored, expectedVersion) {
      if ((await table.put(itemOf(stored), ifVersion(expectedVersion))) || (await isDone(stored))) return;
      throw await refusal(stored.tenant, stored.id, expectedVersion);
    },
    async remove(tenant, id, expectedVersion) {
      if (await table.remove(keyOf(tenant, id), ifVersion(expectedVersion))) return;
      throw await refusal(tenant, id, expectedVersion);
    },
  };
}
