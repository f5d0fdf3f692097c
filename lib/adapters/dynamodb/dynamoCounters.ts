import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { COUNTERS, type CounterName } from '../../counters';
import type { CounterStore } from '../../ports/Metrics';
import { seriesName } from '../seriesName';
import { numberIn, textIn } from './documents';
import { counterKey, counterPartition } from './keys';
import { dynamoTable } from './table';

/**
 * Totals in the ops table, an item for each counter with its labels: concurrent additions all count.
 *
 * Edge  a counter that this version does not know is passed over.
 */
export function dynamoCounters(client: DynamoDBClient, opsTable: string): CounterStore {
  const table = dynamoTable(client, opsTable);
  return {
    async add(count) {
      const { tenant, name, labels, by } = count;
      await table.change(counterKey(tenant, seriesName(count)), {
        expression: 'ADD #total :by SET #counter = :counter, #labels = :labels',
        values: { ':by': by, ':counter': name, ':labels': JSON.stringify(labels) },
      });
    },
    async totals(tenant) {
      const items = await table.query({ where: '#PK = :of', values: { ':of': counterPartition(tenant) } });
      return items
        .filter((item) => Object.hasOwn(COUNTERS, textIn(item, 'counter')))
        .map((item) => ({
          name: textIn(item, 'counter') as CounterName,
          labels: JSON.parse(textIn(item, 'labels')) as Record<string, string>,
          by: numberIn(item, 'total') ?? 0,
          ...(tenant !== undefined && { tenant }),
        }));
    },
  };
}
