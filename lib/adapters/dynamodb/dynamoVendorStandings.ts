import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Standing, VendorStandings } from '../../ports/VendorStandings';
import { ifAbsent, ifVersion } from './conditions';
import { documentOf, recordIn } from './documents';
import { vendorKey } from './keys';
import { dynamoTable } from './table';

/** How vendors stand, an item each in the ops table. */
export function dynamoVendorStandings(client: DynamoDBClient, opsTable: string): VendorStandings {
  const table = dynamoTable(client, opsTable);
  return {
    async read(vendor) {
      const item = await table.get(vendorKey(vendor));
      return item && recordIn<Standing>(item);
    },
    write(vendor, standing, expected) {
      const item = { ...vendorKey(vendor), version: standing.version, ...documentOf(standing) };
      return table.put(item, expected === undefined ? ifAbsent() : ifVersion(expected));
    },
  };
}
