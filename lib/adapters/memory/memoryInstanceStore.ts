import type { Instance, InstanceStore, RuleOnSeries, SeriesKey } from '../../ports/InstanceStore';
import { copyOf } from './copyOf';

const seriesOf = (key: SeriesKey): string => `${key.series}#${key.interval}`;

/** Rules by series with their states, in memory. */
export function memoryInstanceStore(): InstanceStore {
  const instances = new Map<string, Instance>();
  const active = new Map<string, SeriesKey>();
  const keyOf = (key: SeriesKey, tenant: string, ruleId: string) => `${seriesOf(key)}#${tenant}#${ruleId}`;
  const found = (tenant: string, { ruleId, keys }: RuleOnSeries): readonly Instance[] =>
    keys.flatMap((key) => instances.get(keyOf(key, tenant, ruleId)) ?? []);

  return {
    async ofSeries(key) {
      return [...instances.values()].filter((instance) => seriesOf(instance) === seriesOf(key));
    },
    async ofRule(tenant, ruleId, keys) {
      return found(tenant, { ruleId, keys });
    },
    async ofRules(tenant, asked) {
      return asked.map((one) => found(tenant, one));
    },
    async put(instance, expected) {
      const key = keyOf(instance, instance.tenant, instance.ruleId);
      if (instances.get(key)?.stateVersion !== expected) return false;
      instances.set(key, copyOf(instance));
      const { series, interval } = instance;
      active.set(seriesOf(instance), copyOf({ series, interval }));
      return true;
    },
    async remove(instance) {
      const key = keyOf(instance, instance.tenant, instance.ruleId);
      return instances.get(key)?.stateVersion === instance.stateVersion && instances.delete(key);
    },
    async activeSeries() {
      return [...active.values()];
    },
  };
}
