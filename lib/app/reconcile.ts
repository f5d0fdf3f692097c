import type { AlertRecord } from '../alerts/alertRecord';
import { isTerminal } from '../alerts/delivery';
import type { TrainingJob } from '../ports/JobStore';
import type { Note, Subject } from '../ports/Reprojections';
import type { StoredRule } from '../ports/RuleStore';
import { quoted } from '../quoted';
import { rulesOn } from './allRules';
import type { Deps } from './deps';
import { finishAlert } from './finishAlert';
import { strayRules } from './followImport';
import { projectRule } from './projectRule';
import { freshWriter, NOTHING, spreadNote } from './reprojectRules';
import { lookingAgain, type WatchDeps } from './watchSubscription';

export type ReconcileDeps = Pick<
  Deps,
  | 'alerts'
  | 'ledger'
  | 'deliverQueue'
  | 'trainQueue'
  | 'jobs'
  | 'reprojections'
  | 'rules'
  | 'watchlists'
  | 'instances'
  | 'bars'
  | 'clock'
  | 'ids'
  | 'timing'
  | 'log'
  | 'metrics'
> &
  WatchDeps;

/** What a run took up again. */
export type Reconciled = {
  readonly alerts: number;
  readonly jobs: number;
  readonly rules: number;
  readonly subscriptions: number;
};

const AT_MOST = 200;
const PROJECTED_FOR_MS = 30_000;
/** Longer than any request is given. */
const WRITERS_LIVE_MS = 30_000;

/**
 * Takes up again whatever a dead worker left half done: alerts short of their end and past due,
 * training jobs that no queue holds any more, rules whose projection was interrupted, and how subscriptions
 * stand at their provider.
 *
 * Throws  the first failure, after everything else has been tried: one broken item holds up no other.
 */
export async function reconcile(deps: ReconcileDeps): Promise<Reconciled> {
  const now = deps.clock.now();
  const failures: unknown[] = [];
  const each = async <Item>(items: readonly Item[], take: (item: Item) => Promise<unknown>) => {
    let taken = 0;
    for (const item of items) {
      const isTaken = await take(item).catch((error: unknown) => failures.push(error));
      if (isTaken !== false) taken += 1;
    }
    return taken;
  };
  const before = now - Math.max(deps.timing.outboxDueMs, WRITERS_LIVE_MS);
  const reconciled = {
    alerts: await each(await deps.alerts.overdue(now, AT_MOST), (alert) => driveAgain(deps, alert)),
    jobs: await each(await lostJobs(deps, now), (job) => resend(deps, job)),
    subscriptions: await each(await deps.subscriptions.due(now, AT_MOST), lookingAgain(deps)),
    // Last, and not for ever: one alone can be a hundred writes.
    rules: await each(await deps.reprojections.stale(before, AT_MOST), following(deps, before)),
  };
  deps.log.info('reconcile', { ...reconciled, failures: failures.length });
  for (const kind of ['alerts', 'rules', 'jobs'] as const) {
    if (reconciled[kind] > 0) deps.metrics.count('repairs_total', { kind }, { by: reconciled[kind] });
  }
  if (failures.length > 0) throw failures[0];
  return reconciled;
}

/**
 * Makes rules follow what is noted until half a minute is over; false for what is left then: the next run finds it.
 * Writers from before `before` are taken for dead; who may still be at its change keeps the note.
 */
function following(deps: ReconcileDeps, before: number) {
  const until = deps.clock.now() + PROJECTED_FOR_MS;
  return async (subject: Subject): Promise<unknown> => {
    if (deps.clock.now() >= until) return false;
    const note = await deps.reprojections.note(subject, NOTHING, freshWriter(deps));
    // The note stays with its new writer: where this one cannot make anybody follow, or dies, the next run finds it.
    const dead = note.writers.filter(({ since }) => since < before);
    await deps.reprojections.clear(note, dead);
    if (subject.kind === 'rule') return projectRule(deps, note);
    return spreadNote(deps, note, await rulesBehind(deps, note));
  };
}

/** The rules that may not have followed a change that is noted for all of them together. */
async function rulesBehind(deps: ReconcileDeps, note: Note): Promise<readonly StoredRule[]> {
  const { tenant, kind, id, symbols, intervals } = note;
  if (kind === 'watchlist') return rulesOn(deps, { tenant, id });
  const behind = symbols.flatMap((symbol) =>
    intervals.map((interval) => strayRules(deps, { tenant, symbol, interval })),
  );
  return (await Promise.all(behind)).flat();
}

/**
 * What has ended by the ledger ends; what is open is sent again, however old: only who holds the lease can end
 * a delivery, so its worker gives up what is a day old.
 */
async function driveAgain(deps: ReconcileDeps, alert: AlertRecord): Promise<void> {
  const deliveries = await deps.ledger.ofAlert(alert.id);
  const ended = deliveries.filter(isTerminal);
  const open = alert.targets.filter((target) => !ended.some(({ targetId }) => targetId === target));
  const { tenant, id: alertId } = alert;
  if (open.length > 0) await deps.deliverQueue.send(open.map((targetId) => ({ tenant, alertId, targetId })));
  await finishAlert(deps, alert);
}

/** A training job that was not touched for ten outbox intervals has lost its message. */
const lostJobs = (deps: ReconcileDeps, now: number) =>
  deps.jobs.stale(now - 10 * deps.timing.outboxDueMs, AT_MOST, now);

/** A job that began and does not end is given up like a delivery; one that nobody has begun is sent again. */
async function resend(deps: ReconcileDeps, job: TrainingJob): Promise<void> {
  if (job.status === 'running' && deps.clock.now() - job.createdAt > deps.timing.giveUpMs) {
    const message = `The training of ${quoted(job.request.symbol)} did not end in time; the log says why. Train again once that is mended.`;
    await deps.jobs.put({
      ...job,
      status: 'failed',
      error: { code: 'INTERNAL', message },
      updatedAt: deps.clock.now(),
    });
    return;
  }
  const isOpen = await deps.jobs.put({ ...job, updatedAt: deps.clock.now() });
  if (isOpen) await deps.trainQueue.send([{ tenant: job.tenant, jobId: job.id }]);
}
