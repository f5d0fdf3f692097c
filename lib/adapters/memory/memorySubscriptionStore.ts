import type { Subscription, SubscriptionStore } from '../../ports/SubscriptionStore';
import { copyOf } from './copyOf';

const keyOf = ({ tenant, id }: Pick<Subscription, 'tenant' | 'id'>): string => `${tenant}#${id}`;

/** Subscriptions in memory. */
export function memorySubscriptionStore(): SubscriptionStore {
  const subscriptions = new Map<string, Subscription>();
  const isStill = (standing: Subscription): boolean =>
    subscriptions.get(keyOf(standing))?.version === standing.version;

  return {
    async get(tenant, id) {
      return subscriptions.get(keyOf({ tenant, id }));
    },
    async list(tenant) {
      return [...subscriptions.values()]
        .filter((subscription) => subscription.tenant === tenant)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async put(subscription, standing) {
      const key = keyOf(subscription);
      if (standing === undefined ? subscriptions.has(key) : !isStill(standing)) return false;
      subscriptions.set(key, copyOf(subscription));
      return true;
    },
    async remove(standing) {
      return isStill(standing) && subscriptions.delete(keyOf(standing));
    },
    async due(now, limit) {
      return [...subscriptions.values()]
        .filter(({ dueAt = Infinity }) => dueAt <= now)
        .sort((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0) || (keyOf(a) < keyOf(b) ? -1 : 1))
        .slice(0, limit);
    },
  };
}
