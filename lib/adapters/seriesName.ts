import { COUNTERS } from '../counters';
import type { Count } from '../ports/Metrics';

/**
 * A counter with its labels in the order of its list, as one word.
 *
 * @example seriesName({ name: 'deliveries_total', labels: { outcome: 'sent' } }) // → 'deliveries_total{outcome=sent}'
 */
export function seriesName({ name, labels }: Pick<Count, 'name' | 'labels'>): string {
  const listed: readonly string[] = COUNTERS[name].labels;
  return `${name}{${listed.map((label) => `${label}=${labels[label]}`).join(',')}}`;
}
