import type { AlertRecord } from '../alerts/alertRecord';
import { hasEnded } from '../alerts/alertRecord';
import type { Delivery } from '../alerts/delivery';
import { retryDelayMs } from '../alerts/retryDelay';
import { wants } from '../alerts/targets';
import { noticeOf } from '../alerts/texts/notice';
import { isProblem, Problem } from '../problems';
import { quoted } from '../quoted';
import type { DeliveryMessage, Deps } from './deps';
import { finishAlert } from './finishAlert';

export type DeliverDeps = Pick<
  Deps,
  'alerts' | 'ledger' | 'subscriptions' | 'notifier' | 'clock' | 'timing' | 'log' | 'metrics'
>;

export type Delivered = 'sent' | 'failed' | 'retrying' | 'notMine';

/**
 * Drives one delivery a step further: lease, re-read who is subscribed, send, mark.
 *
 * Edge    a delivery that another worker holds, that is done or not yet due is left alone, and so is one
 *         of an alert that has ended; should that worker die, the reconciler drives it again. What is older
 *         than a day is given up without another try, unless it was never tried: then it is tried once.
 * Throws  NOT_FOUND for an alert that nobody recorded, and for a target that it does not go to.
 */
export async function deliverAlert(deps: DeliverDeps, message: DeliveryMessage): Promise<Delivered> {
  const alert = await deps.alerts.get(message.tenant, message.alertId);
  if (!alert)
    throw new Problem(
      'NOT_FOUND',
      `No alert "${message.alertId}" is recorded; the message cannot be delivered.`,
    );
  if (!alert.targets.includes(message.targetId))
    throw new Problem('NOT_FOUND', `Alert "${alert.id}" does not go to ${quoted(message.targetId)}.`);
  if (hasEnded(alert)) return 'notMine';
  const now = deps.clock.now();
  const leaseUntil = now + deps.timing.leaseMs;
  const claim = await deps.ledger.claim(alert.id, message.targetId, now, leaseUntil);
  if (!claim.claimed) {
    if (claim.why === 'terminal') await finishAlert(deps, alert);
    return 'notMine';
  }
  const settled = await attempt(deps, alert, claim.delivery);
  if (!(await deps.ledger.settle(settled, leaseUntil))) return 'notMine';
  await finishAlert(deps, alert);
  if (settled.state === 'sending') return 'notMine';
  deps.metrics.count('deliveries_total', { outcome: settled.state }, { tenant: alert.tenant });
  return settled.state;
}

async function attempt(deps: DeliverDeps, alert: AlertRecord, delivery: Delivery): Promise<Delivery> {
  if (delivery.attempts > 1 && isTooOld(deps, alert)) {
    deps.log.warn('delivery given up', { alertId: alert.id, attempts: delivery.attempts });
    return { ...delivery, state: 'failed', at: deps.clock.now() };
  }
  const subscribers = await deps.subscriptions.list(alert.tenant);
  if (!subscribers.some((subscriber) => wants(subscriber, alert.severity, alert.symbol))) {
    deps.log.info('nobody is subscribed any more', { alertId: alert.id });
    return { ...delivery, state: 'failed', at: deps.clock.now() };
  }
  try {
    await deps.notifier.publish(noticeOf(alert));
    return { ...delivery, state: 'sent', at: deps.clock.now() };
  } catch (error) {
    if (!isProblem(error)) throw error;
    deps.log.warn('delivery failed', { alertId: alert.id, code: error.code, attempts: delivery.attempts });
    return afterFailure(deps, alert, delivery, error);
  }
}

function afterFailure(deps: DeliverDeps, alert: AlertRecord, delivery: Delivery, error: Problem): Delivery {
  const at = deps.clock.now();
  if (!error.retryable || isTooOld(deps, alert)) return { ...delivery, state: 'failed', at };
  return { ...delivery, state: 'retrying', at, notBefore: at + retryDelayMs(delivery.attempts, alert.id) };
}

const isTooOld = ({ clock, timing }: Pick<Deps, 'clock' | 'timing'>, { createdAt }: AlertRecord): boolean =>
  clock.now() - createdAt > timing.giveUpMs;
