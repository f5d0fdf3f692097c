import type { AlertRecord } from '../alerts/alertRecord';
import { isTerminal } from '../alerts/delivery';
import type { Deps } from './deps';

/**
 * Ends an alert once every one of its targets has ended: delivered when any target took it.
 * Until then it comes due again when its next retry does.
 */
export async function finishAlert(
  deps: Pick<Deps, 'alerts' | 'ledger' | 'clock' | 'timing'>,
  alert: AlertRecord,
): Promise<void> {
  const deliveries = await deps.ledger.ofAlert(alert.id);
  const ended = deliveries.filter(isTerminal);
  if (alert.targets.every((target) => ended.some((delivery) => delivery.targetId === target))) {
    const outcome = ended.some((delivery) => delivery.state === 'sent') ? 'delivered' : 'failed';
    await deps.alerts.moveTo(alert, ['pending', 'dispatched'], outcome, undefined);
    return;
  }
  const retries = deliveries.flatMap((delivery) =>
    delivery.notBefore === undefined ? [] : [delivery.notBefore],
  );
  const dueAt = Math.min(deps.clock.now() + deps.timing.outboxDueMs, ...retries);
  await deps.alerts.moveTo(alert, ['pending', 'dispatched'], 'dispatched', dueAt);
}
