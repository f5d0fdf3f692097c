import { inLanes } from '../inLanes';
import { isImported } from '../market/series';
import { slotBefore } from '../market/slotBefore';
import { slotClosesBetween } from '../market/slotClosesBetween';
import type { InstanceStore, SeriesKey } from '../ports/InstanceStore';
import type { Deps } from './deps';
import { fairShare } from './fairShare';
import { isTooLate } from '../market/isTooLate';
import { beginAnew, type Due, isNewlyLate, noteDue, noteQueued, pauses, sweepsWaited } from './sweepNotes';

export type SweepDeps = Pick<
  Deps,
  'bars' | 'cursors' | 'marketClock' | 'callBudget' | 'sweepNotes' | 'evaluateQueue' | 'log' | 'metrics'
> & {
  readonly instances: Pick<InstanceStore, 'activeSeries' | 'ofSeries'>;
};

/**
 * The heartbeat of a sweep: how many series have rules, how many of them may have a new bar and are judged, and how
 * many wait because their source may not be asked as often.
 */
export type Swept = { readonly series: number; readonly queued: number; readonly waiting: number };

const LANES = 16;

/**
 * Queues the evaluation of every series with rules on which a bar can have closed since its cursor. Where the calls of
 * sources are counted, a series that was queued in vain, since its bar is late or its source refuses it, pauses; and
 * where there are too few of them, those with the most rules come first, as far as nobody waits longer than it takes to
 * ask for all.
 *
 * Edge  imported bars are in the store already: nobody is asked for them. A series whose source serves nothing is
 *       queued once when more than three bars are late, whatever it waits for, so that who has a rule on it is told.
 */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const active = await deps.instances.activeSeries();
  const due: Due[] = [];
  for (const key of active) {
    const cursor = await deps.cursors.read(key.series, key.interval);
    if (isDue(deps, key, cursor)) due.push({ key, cursor });
  }
  noteDue(deps.sweepNotes, due);
  const chosen = await affordable(deps, due, active);
  if (chosen.length > 0) await deps.evaluateQueue.send(chosen);
  noteQueued(deps.sweepNotes, chosen);
  const swept = { series: active.length, queued: chosen.length, waiting: due.length - chosen.length };
  deps.log.info('sweep', swept);
  deps.metrics.count('sweeps_total', {});
  if (swept.queued > 0) deps.metrics.count('series_queued_total', {}, { by: swept.queued });
  return swept;
}

function isDue(deps: SweepDeps, { series, interval }: SeriesKey, cursor: number | undefined): boolean {
  return cursor === undefined || slotClosesBetween(interval, cursor, deps.marketClock.now(series));
}

/** True the first time that more than three bars are late: who has a rule on it is told by its evaluation. */
const isToBeTold = ({ marketClock, sweepNotes }: SweepDeps, { key, cursor }: Due): boolean =>
  cursor !== undefined &&
  isNewlyLate(sweepNotes, key, () => isTooLate(key.interval, cursor, marketClock.now(key.series)));

const isAsked = ({ series }: SeriesKey): boolean => !isImported(series);

/**
 * Lets series that pause begin anew with each slot that may have the bar which confirms their newest: that one stands in
 * the store, behind the cursor.
 */
async function wakeHeld({ bars, marketClock, sweepNotes }: SweepDeps, due: readonly Due[]): Promise<void> {
  const paused = due.filter(({ key }) => isAsked(key) && pauses(sweepNotes, key));
  await inLanes(paused, LANES, async ({ key, cursor }) => {
    const { series, interval } = key;
    const through = (await bars.whole(series, interval))?.through ?? 0;
    const closedAt = slotBefore(interval, marketClock.now(series) + 1);
    if (through > (cursor ?? 0) && closedAt > through) beginAnew(sweepNotes, key, closedAt);
  });
}

/** Those due for which there are calls enough, in the order in which they are made. */
async function affordable(
  deps: SweepDeps,
  due: readonly Due[],
  active: readonly SeriesKey[],
): Promise<readonly SeriesKey[]> {
  const keys = due.map(({ key }) => key);
  const asked = keys.filter(isAsked);
  const perRound = asked.length === 0 ? 0 : await deps.callBudget.callsLeft();
  if (asked.length === 0 || perRound === Number.POSITIVE_INFINITY) return keys;
  const own = keys.filter((key) => !isAsked(key));
  await wakeHeld(deps, due);
  const ready = asked.filter((key) => !pauses(deps.sweepNotes, key));
  const isWaiting = (key: SeriesKey) => ready.length > perRound && perRound > 0 && ready.includes(key);
  const late = due
    .filter((one) => isAsked(one.key) && !isWaiting(one.key) && isToBeTold(deps, one))
    .map(({ key }) => key);
  if (ready.length <= perRound) return [...own, ...new Set([...late, ...ready])];
  const waiting = await inLanes(ready, LANES, async (key) => ({
    key,
    weight: (await deps.instances.ofSeries(key)).filter(({ paused }) => !paused).length,
    rounds: sweepsWaited(deps.sweepNotes, key),
  }));
  const waiters = active.filter(isAsked).length;
  return [...own, ...late, ...fairShare(waiting, { perRound, waiters }).map(({ key }) => key)];
}
