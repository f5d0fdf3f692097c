import type { Subscription } from './SubscriptionStore';

/** Signs addresses up for a tenant's notices; the provider asks the owner of the address to confirm. */
export type Subscriber = {
  /**
   * Answers the provider's handle of the subscription, the same one when the address is subscribed already.
   * Of the tenant's notices it is told those that `wanted` asks for: all without it.
   * Throws NOTIFY_UNAVAILABLE (retryable) or NOTIFY_REJECTED (final).
   */
  subscribe(
    tenant: string,
    channel: Subscription['channel'],
    address: string,
    wanted?: Pick<Subscription, 'minSeverity' | 'symbols'>,
  ): Promise<string>;
};
