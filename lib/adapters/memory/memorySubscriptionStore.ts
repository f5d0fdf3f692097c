import type { Subscription, SubscriptionStore } from '../../ports/SubscriptionStore';
import { copyOf } from './copyOf';

/** Subscriptions in memory. */
export function memorySubscriptionStore(): SubscriptionStore {
  const subscriptions = new Map<string, Subscription>();
  return {
    async put(subscription) {
      subscriptions.set(`${subscription.tenant}#${subscription.id}`, copyOf(subscription));
    },
    async list(tenant) {
      return [...subscriptions.values()]
        .filter((subscription) => subscription.tenant === tenant)
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .map(copyOf);
    },
  };
}
