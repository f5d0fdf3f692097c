import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Interval } from '../../market/interval';
import type { InstanceStore, SeriesKey } from '../../ports/InstanceStore';
import { textIn } from './documents';
import { activeKey, activePartitions } from './keys';
import { dynamoTable } from './table';

export type ActiveSeries = Pick<InstanceStore, 'activeSeries'> & {
  markActive(key: SeriesKey): Promise<void>;
};

/**
 * The series that a sweep visits, beside the rules: no source of bars could tell them anew. A mark is never taken away: doing so could race
 * with a new rule and hide its series, while a mark without rules costs a sweep one empty query.
 */
export function dynamoActiveSeries(client: DynamoDBClient, coreTable: string): ActiveSeries {
  const table = dynamoTable(client, coreTable);
  return {
    async markActive(key) {
      await table.put({ ...activeKey(key), series: key.series, interval: key.interval });
    },
    async activeSeries() {
      const shards = await Promise.all(
        activePartitions().map((shard) =>
          table.query({ where: '#PK = :shard', values: { ':shard': shard } }),
        ),
      );
      return shards
        .flat()
        .map((item) => ({ series: textIn(item, 'series'), interval: textIn(item, 'interval') as Interval }));
    },
  };
}
