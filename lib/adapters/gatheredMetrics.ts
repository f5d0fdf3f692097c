import type { Clock } from '../ports/Clock';
import type { Log } from '../ports/Log';
import type { Count, CounterStore, Metrics } from '../ports/Metrics';
import { seriesName } from './seriesName';
import { within } from './within';

export type Gathering = {
  /** Writes counts where they are watched as they come. */
  readonly emit: (counts: readonly Count[]) => void;
  /** Where totals are kept; a door that may write to no table has none. */
  readonly totals?: Totals;
  readonly clock: Clock;
  readonly log: Log;
};

export type Totals = {
  readonly store: CounterStore;
  /** How long counts may gather before they are added. */
  readonly everyMs: number;
  /** How long `publish` waits for that: a store that hangs must not hold up whoever has his answer. */
  readonly waitMs: number;
};

/**
 * Counts that gather in the process: emitted at every `publish`, added to the totals now and then, a write for each
 * counter that moved.
 *
 * Edge    a total may lack what a process that was ended had gathered, and may hold twice what was added by a write
 *         whose answer was lost: it is a measure, not a ledger.
 */
export function gatheredMetrics({ emit, totals, clock, log }: Gathering): Metrics {
  let fresh: Count[] = [];
  const unsaved = new Map<string, Count>();
  let savedAt = -Infinity;

  const gather = (count: Count): void => {
    const key = `${count.tenant ?? ''} ${seriesName(count)}`;
    unsaved.set(key, { ...count, by: count.by + (unsaved.get(key)?.by ?? 0) });
  };

  const save = async (to: CounterStore): Promise<void> => {
    const due = [...unsaved.values()];
    unsaved.clear();
    const saved = await Promise.allSettled(due.map((count) => to.add(count)));
    const lost = due.filter((_, place) => saved[place]?.status === 'rejected');
    lost.forEach(gather);
    const reason = saved.find((one) => one.status === 'rejected')?.reason as unknown;
    if (lost.length > 0) log.warn('counts were not saved', { counters: lost.length, reason: String(reason) });
  };

  return {
    count(name, labels, { by = 1, tenant } = {}) {
      const count: Count = { name, labels, by, ...(tenant !== undefined && { tenant }) };
      fresh.push(count);
      if (totals) gather(count);
    },
    async publish() {
      const emitted = fresh;
      fresh = [];
      if (emitted.length > 0) emit(emitted);
      const now = clock.now();
      if (!totals || unsaved.size === 0 || Math.abs(now - savedAt) < totals.everyMs) return;
      savedAt = now;
      const { store, waitMs } = totals;
      if ((await within(waitMs, save(store))) === 'late') log.warn('counts take long to save', { waitMs });
    },
  };
}
