import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Cursors } from '../../ports/Cursors';
import { ifAbsent, ifStill } from './conditions';
import { numberIn } from './documents';
import { cursorKey } from './keys';
import { dynamoTable } from './table';

/** Cursors in the market table. */
export function dynamoCursors(client: DynamoDBClient, marketTable: string): Cursors {
  const table = dynamoTable(client, marketTable);
  return {
    async read(series, interval) {
      const item = await table.get(cursorKey(series, interval));
      return item && numberIn(item, 'closedAt');
    },
    advance(series, interval, from, to) {
      const when = from === undefined ? ifAbsent() : ifStill('closedAt', from);
      return table.put({ ...cursorKey(series, interval), closedAt: to }, when);
    },
  };
}
