import { slotClosesBetween } from '../market/slotClosesBetween';
import type { InstanceStore, SeriesKey } from '../ports/InstanceStore';
import type { Deps } from './deps';

export type SweepDeps = Pick<Deps, 'cursors' | 'marketClock' | 'evaluateQueue' | 'log' | 'metrics'> & {
  readonly instances: Pick<InstanceStore, 'activeSeries'>;
};

/** The heartbeat of a sweep: how many series have rules, and how many of them may have a new bar. */
export type Swept = { readonly series: number; readonly queued: number };

/**
 * Queues the evaluation of every series with rules on which a bar can have closed since its cursor.
 */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const active = await deps.instances.activeSeries();
  const due: SeriesKey[] = [];
  for (const key of active) {
    if (await isDue(deps, key)) due.push(key);
  }
  if (due.length > 0) await deps.evaluateQueue.send(due);
  const swept = { series: active.length, queued: due.length };
  deps.log.info('sweep', swept);
  deps.metrics.count('sweeps_total', {});
  if (swept.queued > 0) deps.metrics.count('series_queued_total', {}, { by: swept.queued });
  return swept;
}

async function isDue(deps: SweepDeps, key: SeriesKey): Promise<boolean> {
  const cursor = await deps.cursors.read(key.series, key.interval);
  return cursor === undefined || slotClosesBetween(key.interval, cursor, deps.marketClock.now(key.series));
}
