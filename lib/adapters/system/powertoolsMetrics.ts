import { Metrics } from '@aws-lambda-powertools/metrics';
import { COUNTERS, type CounterName } from '../../counters';
import type { Correlation } from '../../ports/Correlation';
import type { Count } from '../../ports/Metrics';

const NAMESPACE = 'StockPriceAlerter';
const SERVICE = 'stock-price-alerter';

/**
 * Writes counts as CloudWatch metrics in log lines (EMF), a line for each set of dimensions. It is called once an
 * invocation, so that the time of a request is a value of its own.
 * No dimension holds what users name: what is watched costs the same however many they are. Beside them a line says
 * which function and which operation it is of, and its `correlation_id`: a request that went well is found by it.
 */
export function powertoolsMetrics(
  doorName: string,
  correlation: Pick<Correlation, 'current'>,
): (counts: readonly Count[]) => void {
  const metrics = new Metrics({ namespace: NAMESPACE, serviceName: SERVICE });
  return (counts) => {
    for (const [dimensions, totals] of totalsByDimensions(counts)) {
      metrics.addDimensions(JSON.parse(dimensions) as Record<string, string>);
      for (const [name, total] of totals)
        metrics.addMetric(COUNTERS[name].metric, COUNTERS[name].unit, total);
      metrics.addMetadata('door', doorName);
      const facts = { operation: operationIn(counts), correlation_id: correlation.current() };
      for (const [fact, value] of Object.entries(facts))
        if (value !== undefined) metrics.addMetadata(fact, value);
      metrics.publishStoredMetrics();
    }
  };
}

const operationIn = (counts: readonly Count[]): string | undefined =>
  counts.find(({ labels }) => labels['operation'] !== undefined)?.labels['operation'];

/** Summed: a metric takes a hundred values in a line, and an invocation may judge more bars than that. */
function totalsByDimensions(counts: readonly Count[]): ReadonlyMap<string, ReadonlyMap<CounterName, number>> {
  const groups = new Map<string, Map<CounterName, number>>();
  for (const count of counts) {
    const dimensions = dimensionsOf(count);
    const totals = groups.get(dimensions) ?? new Map<CounterName, number>();
    totals.set(count.name, (totals.get(count.name) ?? 0) + count.by);
    groups.set(dimensions, totals);
  }
  return groups;
}

const dimensionsOf = ({ name, labels }: Count): string => {
  const named: readonly string[] = COUNTERS[name].dimensions;
  return JSON.stringify(
    Object.fromEntries(Object.entries(labels).filter(([label]) => named.includes(label))),
  );
};
