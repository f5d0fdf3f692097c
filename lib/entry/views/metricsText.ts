import { Counter, Registry } from 'prom-client';
import { COUNTERS } from '../../counters';
import type { Count } from '../../ports/Metrics';

const PREFIX = 'stock_price_alerter_';

/**
 * Totals as Prometheus reads them, every counter with its help; one that has not moved yet and has no labels is 0.
 *
 * Edge  a total whose labels are not those of its counter, as an earlier version may have kept, is left out.
 */
export async function metricsText(totals: readonly Count[]): Promise<string> {
  const registry = new Registry();
  for (const [name, { help, labels }] of Object.entries(COUNTERS)) {
    const labelNames: readonly string[] = labels;
    const counter = new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] });
    for (const total of totals) {
      if (total.name === name && hasLabels(total, labelNames)) counter.inc(total.labels, total.by);
    }
  }
  return registry.metrics();
}

const hasLabels = ({ labels }: Count, names: readonly string[]): boolean =>
  Object.keys(labels).toSorted().join() === [...names].toSorted().join();
