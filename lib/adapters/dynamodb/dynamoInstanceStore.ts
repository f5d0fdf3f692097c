import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Instance, InstanceStore } from '../../ports/InstanceStore';
import { inParallel } from '../aws/inParallel';
import { ifAbsent, ifStill } from './conditions';
import { documentOf, recordIn } from './documents';
import { dynamoActiveSeries } from './dynamoActiveSeries';
import { instanceKey, instancePartitions } from './keys';
import { dynamoTable } from './table';

const LANES = 16;

/** Rules by series with their states: instances in the core table, the list of series in the market table. */
export function dynamoInstanceStore(
  client: DynamoDBClient,
  tables: { readonly core: string; readonly market: string },
): InstanceStore {
  const table = dynamoTable(client, tables.core);
  const active = dynamoActiveSeries(client, tables.market);
  return {
    async ofSeries(key) {
      const shards = await Promise.all(
        instancePartitions(key).map((shard) =>
          table.query({
            where: '#PK = :shard AND begins_with(#SK, :instances)',
            values: { ':shard': shard, ':instances': 'R#' },
          }),
        ),
      );
      return shards.flat().map((item) => recordIn<Instance>(item));
    },
    async ofRule(tenant, ruleId, keys) {
      const found = new Map<number, Instance>();
      await inParallel([...keys.entries()], LANES, async ([place, key]) => {
        const item = await table.get(instanceKey(key, tenant, ruleId));
        if (item) found.set(place, recordIn<Instance>(item));
      });
      return [...keys.keys()].flatMap((place) => found.get(place) ?? []);
    },
    async put(instance, expected) {
      // Marked first: a crash in between leaves a series without rules, not a rule nobody sweeps.
      if (expected === undefined) await active.markActive(instance);
      const item = {
        ...instanceKey(instance, instance.tenant, instance.ruleId),
        ...documentOf(instance),
        stateVersion: instance.stateVersion,
      };
      return table.put(item, expected === undefined ? ifAbsent() : ifStill('stateVersion', expected));
    },
    async remove(key, tenant, ruleId) {
      await table.remove(instanceKey(key, tenant, ruleId));
    },
    activeSeries: () => active.activeSeries(),
  };
}
