import { isTerminal, type Delivery } from '../../alerts/delivery';
import type { DeliveryLedger } from '../../ports/DeliveryLedger';
import { copyOf } from './copyOf';

type Kept = { readonly delivery: Delivery; readonly leaseUntil: number | undefined };

/** Why it cannot be claimed at `now`; undefined when it can. */
function refusalOf({ delivery, leaseUntil }: Kept, now: number) {
  if (isTerminal(delivery)) return 'terminal';
  if ((leaseUntil ?? now) > now) return 'leased';
  return (delivery.notBefore ?? now) > now ? 'notDue' : undefined;
}

/** The delivery ledger in memory. */
export function memoryDeliveryLedger(): DeliveryLedger {
  const kept = new Map<string, Kept>();
  const keyOf = (alertId: string, targetId: string) => `${alertId}#${targetId}`;

  return {
    async claim(alertId, targetId, now, leaseUntil) {
      const found = kept.get(keyOf(alertId, targetId));
      const why = found && refusalOf(found, now);
      if (why) return { claimed: false, why };
      const attempts = (found?.delivery.attempts ?? 0) + 1;
      const delivery: Delivery = copyOf({
        alertId,
        targetId,
        channel: 'sns',
        state: 'sending',
        attempts,
        at: now,
      });
      kept.set(keyOf(alertId, targetId), { delivery, leaseUntil });
      return { claimed: true, delivery };
    },
    async settle(delivery, leaseUntil) {
      const key = keyOf(delivery.alertId, delivery.targetId);
      if (kept.get(key)?.leaseUntil !== leaseUntil) return false;
      kept.set(key, { delivery: copyOf(delivery), leaseUntil: undefined });
      return true;
    },
    async ofAlert(alertId) {
      return [...kept.values()]
        .map(({ delivery }) => delivery)
        .filter((delivery) => delivery.alertId === alertId)
        .sort((a, b) => (a.targetId < b.targetId ? -1 : 1));
    },
  };
}
