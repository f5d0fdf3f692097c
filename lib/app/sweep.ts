import { inLanes } from '../inLanes';
import { isImported } from '../market/series';
import { slotAfter } from '../market/slotAfter';
import { slotClosesBetween } from '../market/slotClosesBetween';
import type { InstanceStore, SeriesKey } from '../ports/InstanceStore';
import type { Deps } from './deps';
import { fairShare } from './fairShare';

export type SweepDeps = Pick<
  Deps,
  'cursors' | 'marketClock' | 'callBudget' | 'evaluateQueue' | 'log' | 'metrics'
> & {
  readonly instances: Pick<InstanceStore, 'activeSeries' | 'ofSeries'>;
};

/**
 * The heartbeat of a sweep: how many series have rules, how many of them may have a new bar and are judged, and how
 * many wait because their source may not be asked as often.
 */
export type Swept = { readonly series: number; readonly queued: number; readonly waiting: number };

type Due = { readonly key: SeriesKey; readonly cursor: number | undefined };

/** How often there is a sweep: serverless.yml. */
const ROUND_MS = 60_000;
const LANES = 16;

/**
 * Queues the evaluation of every series with rules on which a bar can have closed since its cursor. Where the sources
 * may not be asked for all of them, those with the most rules come first, as far as nobody waits longer than it takes
 * to ask for all.
 *
 * Edge  imported bars are in the store already: nobody is asked for them.
 */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const active = await deps.instances.activeSeries();
  const due: Due[] = [];
  for (const key of active) {
    const cursor = await deps.cursors.read(key.series, key.interval);
    if (isDue(deps, key, cursor)) due.push({ key, cursor });
  }
  const chosen = await affordable(deps, due, active.length);
  if (chosen.length > 0) await deps.evaluateQueue.send(chosen);
  const swept = { series: active.length, queued: chosen.length, waiting: due.length - chosen.length };
  deps.log.info('sweep', swept);
  deps.metrics.count('sweeps_total', {});
  if (swept.queued > 0) deps.metrics.count('series_queued_total', {}, { by: swept.queued });
  return swept;
}

function isDue(deps: SweepDeps, { series, interval }: SeriesKey, cursor: number | undefined): boolean {
  return cursor === undefined || slotClosesBetween(interval, cursor, deps.marketClock.now(series));
}

/** Those due for which there are calls enough, in the order in which they are made. */
async function affordable(
  deps: SweepDeps,
  due: readonly Due[],
  waiters: number,
): Promise<readonly SeriesKey[]> {
  const asked = due.filter(({ key }) => !isImported(key.series));
  const perRound = asked.length === 0 ? 0 : await deps.callBudget.callsLeft();
  if (asked.length <= perRound) return due.map(({ key }) => key);
  const waiting = await inLanes(asked, LANES, async ({ key, cursor }) => ({
    key,
    weight: (await deps.instances.ofSeries(key)).filter(({ paused }) => !paused).length,
    rounds: roundsSince(deps, key, cursor),
  }));
  const own = due.filter(({ key }) => isImported(key.series));
  return [...own, ...fairShare(waiting, { perRound, waiters })].map(({ key }) => key);
}

/** Sweeps since a bar can have closed that is not judged yet. */
function roundsSince(
  { marketClock }: SweepDeps,
  { series, interval }: SeriesKey,
  cursor: number | undefined,
): number {
  if (cursor === undefined) return 0;
  return Math.max(0, Math.floor((marketClock.now(series) - slotAfter(interval, cursor)) / ROUND_MS));
}
