import type { Subscription } from './SubscriptionStore';

/** Signs addresses up for a tenant's notices; the provider asks the owner of the address to confirm. */
export type Subscriber = {
  /**
   * Answers the provider's handle of the subscription, the same one when the address is subscribed already.
   * Throws NOTIFY_UNAVAILABLE (retryable) or NOTIFY_REJECTED (final).
   */
  subscribe(tenant: string, channel: Subscription['channel'], address: string): Promise<string>;
};
