import type { AlertRecord } from '../alerts/alertRecord';
import { isTerminal } from '../alerts/delivery';
import type { Deps } from './deps';
import { dispatchAlert } from './dispatchAlert';
import { finishAlert } from './finishAlert';
import { projectRule } from './projectRule';

export type ReconcileDeps = Pick<
  Deps,
  | 'alerts'
  | 'ledger'
  | 'deliverQueue'
  | 'trainQueue'
  | 'jobs'
  | 'reprojections'
  | 'rules'
  | 'instances'
  | 'clock'
  | 'timing'
  | 'log'
>;

/** What a run took up again. */
export type Reconciled = { readonly alerts: number; readonly jobs: number; readonly rules: number };

const AT_MOST = 200;

/**
 * Takes up again whatever a dead worker left half done: alerts short of their end and past due,
 * training jobs that no queue holds any more, rules whose projection was interrupted.
 */
export async function reconcile(deps: ReconcileDeps): Promise<Reconciled> {
  const now = deps.clock.now();
  const overdue = await deps.alerts.overdue(now, AT_MOST);
  for (const alert of overdue) await driveAgain(deps, alert);
  const before = now - deps.timing.outboxDueMs;
  const rules = await deps.reprojections.stale(before, AT_MOST);
  for (const note of rules) await projectRule(deps, note);
  const jobs = await resendJobs(deps, now);
  const reconciled = { alerts: overdue.length, jobs, rules: rules.length };
  deps.log.info('reconcile', reconciled);
  return reconciled;
}

async function driveAgain(deps: ReconcileDeps, alert: AlertRecord): Promise<void> {
  if (alert.state === 'pending') return dispatchAlert(deps, alert);
  const deliveries = await deps.ledger.ofAlert(alert.id);
  const ended = new Set(deliveries.filter(isTerminal).map((delivery) => delivery.targetId));
  const open = alert.targets.filter((target) => !ended.has(target));
  const { tenant, id: alertId } = alert;
  if (open.length > 0) await deps.deliverQueue.send(open.map((targetId) => ({ tenant, alertId, targetId })));
  return finishAlert(deps, alert);
}

/** A training job that was not touched for ten outbox intervals has lost its message. */
async function resendJobs(deps: ReconcileDeps, now: number): Promise<number> {
  const jobs = await deps.jobs.stale(now - 10 * deps.timing.outboxDueMs, AT_MOST);
  if (jobs.length === 0) return 0;
  for (const job of jobs) await deps.jobs.put({ ...job, updatedAt: now });
  await deps.trainQueue.send(jobs.map((job) => ({ tenant: job.tenant, jobId: job.id })));
  return jobs.length;
}
