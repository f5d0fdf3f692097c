import type { AlertRecord } from '../alerts/alertRecord';
import type { Deps } from './deps';

export type DispatchDeps = Pick<Deps, 'alerts' | 'deliverQueue' | 'clock' | 'timing'>;

/**
 * Sends one delivery message per target, then marks the alert as dispatched. A crash in between
 * leaves it pending, and the reconciler dispatches it again.
 */
export async function dispatchAlert(deps: DispatchDeps, alert: AlertRecord): Promise<void> {
  const { tenant, id: alertId } = alert;
  await deps.deliverQueue.send(alert.targets.map((targetId) => ({ tenant, alertId, targetId })));
  await deps.alerts.moveTo(alert, ['pending'], 'dispatched', deps.clock.now() + deps.timing.outboxDueMs);
}
