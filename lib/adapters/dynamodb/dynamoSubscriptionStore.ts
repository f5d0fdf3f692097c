import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Subscription, SubscriptionStore } from '../../ports/SubscriptionStore';
import { documentOf, recordIn } from './documents';
import { SUBSCRIPTION_PREFIX, subscriptionKey, tenantPartition } from './keys';
import { dynamoTable } from './table';

/** Subscriptions in the core table. */
export function dynamoSubscriptionStore(client: DynamoDBClient, coreTable: string): SubscriptionStore {
  const table = dynamoTable(client, coreTable);
  return {
    async put(subscription) {
      await table.put({
        ...subscriptionKey(subscription.tenant, subscription.id),
        ...documentOf(subscription),
      });
    },
    async list(tenant) {
      const items = await table.query({
        where: '#PK = :tenant AND begins_with(#SK, :subscriptions)',
        values: { ':tenant': tenantPartition(tenant), ':subscriptions': SUBSCRIPTION_PREFIX },
      });
      return items.map((item) => recordIn<Subscription>(item));
    },
  };
}
