import { inLanes } from '../inLanes';
import { isTooLate } from '../market/isTooLate';
import { isImported } from '../market/series';
import { slotBefore } from '../market/slotBefore';
import { slotClosesBetween } from '../market/slotClosesBetween';
import type { InstanceStore, SeriesKey } from '../ports/InstanceStore';
import type { Deps } from './deps';
import { fairShare } from './fairShare';
import { judgedThrough } from './judgedThrough';
import { beginAnew, type Due, isNewlyLate, noteDue, noteQueued, pauses, sweepsWaited } from './sweepNotes';

export type SweepDeps = Pick<
  Deps,
  'bars' | 'cursors' | 'marketClock' | 'callBudget' | 'sweepNotes' | 'evaluateQueue' | 'log' | 'metrics'
> & {
  readonly instances: Pick<InstanceStore, 'activeSeries' | 'ofSeries'>;
};

/**
 * The heartbeat of a sweep: how many series have rules, how many of them may have a new bar and are judged, and how
 * many wait because their source may not be asked as often, or has had nothing new for them.
 */
export type Swept = { readonly series: number; readonly queued: number; readonly waiting: number };

const LANES = 16;

/** A series with rules on which a bar can have closed since they were judged. */
type DueSeries = Due & {
  /** Close (epoch ms) through which its bars are known, or `after` where that is later. */
  readonly knownThrough: number;
  /** Where bars that are not judged yet may be. */
  readonly standsIn: 'import' | 'store' | 'source';
  /** How many rules it has. */
  readonly weight: number;
};

/**
 * Queues the evaluation of every series on which a bar can have closed since its rules were judged, or armed. A series
 * that was queued in vain pauses: where its bars are all stored, since one waits for the next or a worker has died over
 * it; and where the calls of sources are counted, also since its bar is late or its source refuses it. Where there are
 * too few calls, those with the most rules come first, as far as nobody waits longer than it takes to ask for all.
 *
 * Edge  imported bars are in the store already: nobody is asked for them. A series whose source serves nothing is
 *       queued once when more than three bars are late, whatever it waits for, so that who has a rule on it is told.
 */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const active = await deps.instances.activeSeries();
  const looked = await inLanes(active, LANES, (key) => dueOf(deps, key));
  const due = looked.filter((one) => one !== undefined);
  noteDue(deps.sweepNotes, due);
  wakeHeld(deps, due);
  const chosen = [...storedOf(deps, due), ...(await affordable(deps, due, active))];
  if (chosen.length > 0) await deps.evaluateQueue.send(chosen);
  noteQueued(deps.sweepNotes, chosen);
  const swept = { series: active.length, queued: chosen.length, waiting: due.length - chosen.length };
  deps.log.info('sweep', swept);
  deps.metrics.count('sweeps_total', {});
  if (swept.queued > 0) deps.metrics.count('series_queued_total', {}, { by: swept.queued });
  return swept;
}

/**
 * A series, where a bar can have closed since its rules were judged; undefined otherwise.
 *
 * Edge  rules that were armed since the cursor last moved, or before there was one, begin where they were armed.
 */
async function dueOf(deps: SweepDeps, key: SeriesKey): Promise<DueSeries | undefined> {
  const { series, interval } = key;
  const now = deps.marketClock.now(series);
  const cursor = await deps.cursors.read(series, interval);
  if (cursor !== undefined && !slotClosesBetween(interval, cursor, now)) return undefined;
  const instances = (await deps.instances.ofSeries(key)).filter(({ paused }) => !paused);
  const after = Math.min(...instances.map((instance) => judgedThrough(instance, cursor)));
  if (!slotClosesBetween(interval, after, now)) return undefined;
  const known = { key, after, weight: instances.length };
  if (isImported(series)) return { ...known, knownThrough: after, standsIn: 'import' };
  const whole = await deps.bars.whole(series, interval);
  const knownThrough = Math.max(after, cursor ?? 0, whole?.through ?? 0);
  const mayHaveMore = slotClosesBetween(interval, knownThrough, now);
  return { ...known, knownThrough, standsIn: mayHaveMore ? 'source' : 'store' };
}

/** Those due whose bars are stored: nobody is asked for them. */
const storedOf = ({ sweepNotes }: SweepDeps, due: readonly DueSeries[]): readonly SeriesKey[] =>
  due
    .filter(
      ({ key, standsIn }) => standsIn === 'import' || (standsIn === 'store' && !pauses(sweepNotes, key)),
    )
    .map(({ key }) => key);

/** True the first time that more than three bars are late: who has a rule on it is told by its evaluation. */
const isToBeTold = ({ marketClock, sweepNotes }: SweepDeps, { key, knownThrough }: DueSeries): boolean =>
  isNewlyLate(sweepNotes, key, () => isTooLate(key.interval, knownThrough, marketClock.now(key.series)));

/**
 * Lets series that pause begin anew with each slot that may have the bar which confirms their newest: that one stands in
 * the store, and is not judged.
 */
function wakeHeld({ marketClock, sweepNotes }: SweepDeps, due: readonly DueSeries[]): void {
  for (const { key, after, knownThrough, standsIn } of due) {
    if (standsIn !== 'source' || knownThrough <= after || !pauses(sweepNotes, key)) continue;
    beginAnew(sweepNotes, key, slotBefore(key.interval, marketClock.now(key.series) + 1));
  }
}

/** Those due whose source is asked, as far as there are calls enough, in the order in which they are made. */
async function affordable(
  deps: SweepDeps,
  due: readonly DueSeries[],
  active: readonly SeriesKey[],
): Promise<readonly SeriesKey[]> {
  const { sweepNotes } = deps;
  const asked = due.filter(({ standsIn }) => standsIn === 'source');
  const perRound = asked.length === 0 ? 0 : await deps.callBudget.callsLeft();
  const ready = asked.filter(({ key }) => perRound === Number.POSITIVE_INFINITY || !pauses(sweepNotes, key));
  const isWaiting = (one: DueSeries) => ready.length > perRound && perRound > 0 && ready.includes(one);
  const late = asked.filter((one) => !isWaiting(one) && isToBeTold(deps, one));
  const waiters = active.filter(({ series }) => !isImported(series)).length;
  const waiting = ready.map((one) => ({ ...one, one, rounds: sweepsWaited(sweepNotes, one.key) }));
  const inTurn = fairShare(waiting, { perRound, waiters }).map(({ one }) => one);
  return [...new Set([...late, ...inTurn])].map(({ key }) => key);
}
