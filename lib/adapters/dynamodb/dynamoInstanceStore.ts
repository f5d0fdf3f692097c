import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Instance, InstanceStore } from '../../ports/InstanceStore';
import { ifAbsent, ifStill } from './conditions';
import type { Item } from './documents';
import { documentOf, recordIn } from './documents';
import { dynamoActiveSeries } from './dynamoActiveSeries';
import { instanceKey, instancePartitions } from './keys';
import { dynamoTable } from './table';

const instancesIn = (items: readonly (Item | undefined)[]): readonly Instance[] =>
  items.flatMap((item) => (item === undefined ? [] : recordIn<Instance>(item)));

/** Rules by series with their states, and the list of series that have any. */
export function dynamoInstanceStore(client: DynamoDBClient, coreTable: string): InstanceStore {
  const table = dynamoTable(client, coreTable);
  const active = dynamoActiveSeries(client, coreTable);
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
      const items = await table.getEach(keys.map((key) => instanceKey(key, tenant, ruleId)));
      return instancesIn(items);
    },
    async ofRules(tenant, asked) {
      const keys = asked.flatMap(({ ruleId, keys }) => keys.map((key) => instanceKey(key, tenant, ruleId)));
      const items = await table.getEach(keys);
      let from = 0;
      return asked.map(({ keys: own }) => instancesIn(items.slice(from, (from += own.length))));
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
    remove: (instance) =>
      table.remove(
        instanceKey(instance, instance.tenant, instance.ruleId),
        ifStill('stateVersion', instance.stateVersion),
      ),
    activeSeries: () => active.activeSeries(),
  };
}
