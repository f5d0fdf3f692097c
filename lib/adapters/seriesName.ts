import type { Count } from '../ports/Metrics';

/**
 * A counter with its labels, as one word.
 *
 * @example seriesName({ name: 'deliveries_total', labels: { outcome: 'sent' } }) // → 'deliveries_total{outcome=sent}'
 */
export function seriesName({ name, labels }: Pick<Count, 'name' | 'labels'>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  return `${name}{${pairs.toSorted().join(',')}}`;
}
