import type { Count, CounterStore } from '../../ports/Metrics';
import { seriesName } from '../seriesName';

/** Totals in this process. */
export function memoryCounters(): CounterStore {
  const totals = new Map<string, Map<string, Count>>();
  const partition = (tenant = ''): Map<string, Count> => {
    const standing = totals.get(tenant) ?? new Map<string, Count>();
    totals.set(tenant, standing);
    return standing;
  };
  return {
    async add(count) {
      const of = partition(count.tenant);
      const name = seriesName(count);
      of.set(name, { ...count, by: count.by + (of.get(name)?.by ?? 0) });
    },
    totals: async (tenant) => [...partition(tenant).values()],
  };
}
