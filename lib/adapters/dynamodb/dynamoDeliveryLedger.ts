import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { isTerminal, type Delivery } from '../../alerts/delivery';
import type { Claim, DeliveryLedger } from '../../ports/DeliveryLedger';
import { ifStill, type Condition } from './conditions';
import { numberIn, textIn, type Item } from './documents';
import { DELIVERY_PREFIX, alertPartition, deliveryKey } from './keys';
import { dynamoTable } from './table';

function deliveryIn(item: Item): Delivery {
  const notBefore = numberIn(item, 'notBefore');
  return {
    alertId: textIn(item, 'alertId'),
    targetId: textIn(item, 'targetId'),
    channel: 'sns',
    state: textIn(item, 'state') as Delivery['state'],
    attempts: numberIn(item, 'attempts') ?? 0,
    at: numberIn(item, 'at') ?? 0,
    ...(notBefore !== undefined && { notBefore }),
  };
}

/** Nothing stands there, or work is left, nobody holds the lease at `now`, and a retry is due. */
const ifFree = (now: number): Condition => ({
  expression:
    'attribute_not_exists(#PK) OR (#state IN (:sending, :retrying)' +
    ' AND (attribute_not_exists(#leaseUntil) OR #leaseUntil <= :now)' +
    ' AND (attribute_not_exists(#notBefore) OR #notBefore <= :now))',
  values: { ':sending': 'sending', ':retrying': 'retrying', ':now': now },
});

const CLAIM =
  'SET #alertId = :alertId, #targetId = :targetId, #channel = :channel, #state = :sending,' +
  ' #attempts = if_not_exists(#attempts, :none) + :one, #at = :now, #leaseUntil = :leaseUntil REMOVE #notBefore';

/** Why a claim was refused, from the item as it stands now. */
function refusalOf(item: Item | undefined, now: number): Claim {
  if (item && isTerminal(deliveryIn(item))) return { claimed: false, why: 'terminal' };
  const isLeft = item !== undefined && item.leaseUntil === undefined;
  if (isLeft && (numberIn(item, 'notBefore') ?? now) > now) return { claimed: false, why: 'notDue' };
  // Held, or given back a moment after the claim was refused.
  return { claimed: false, why: 'leased' };
}

/** The delivery ledger in the alerts table, beside each alert. */
export function dynamoDeliveryLedger(client: DynamoDBClient, alertsTable: string): DeliveryLedger {
  const table = dynamoTable(client, alertsTable);
  return {
    async claim(alertId, targetId, now, leaseUntil) {
      const key = deliveryKey(alertId, targetId);
      const claimed = await table.update(key, {
        expression: CLAIM,
        values: {
          ':alertId': alertId,
          ':targetId': targetId,
          ':channel': 'sns',
          ':none': 0,
          ':one': 1,
          ':leaseUntil': leaseUntil,
        },
        when: ifFree(now),
      });
      return claimed
        ? { claimed: true, delivery: deliveryIn(claimed) }
        : refusalOf(await table.get(key), now);
    },
    settle(delivery, leaseUntil) {
      const key = deliveryKey(delivery.alertId, delivery.targetId);
      return table.put({ ...key, ...delivery }, ifStill('leaseUntil', leaseUntil));
    },
    async ofAlert(alertId) {
      const items = await table.query({
        where: '#PK = :alert AND begins_with(#SK, :deliveries)',
        values: { ':alert': alertPartition(alertId), ':deliveries': DELIVERY_PREFIX },
      });
      return items.map(deliveryIn);
    },
  };
}
