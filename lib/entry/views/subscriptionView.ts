import type { Tested } from '../../app/subscriptions';
import type { Subscription } from '../../ports/SubscriptionStore';
import { instant } from './instant';

/** A subscription as the contract shows it; what the provider calls it stays inside. */
export const subscriptionView = (subscription: Subscription) => ({
  id: subscription.id,
  channel: subscription.channel,
  address: subscription.address,
  ...(subscription.minSeverity && { minSeverity: subscription.minSeverity }),
  ...(subscription.symbols && { symbols: subscription.symbols }),
  state: subscription.state,
  createdAt: instant(subscription.createdAt),
});

/** What was sent for a test, in the words of its channel. */
export const testView = ({ subscription: { id, channel }, message, at }: Tested) => ({
  subscriptionId: id,
  channel,
  sentAt: instant(at),
  ...(channel === 'email' && { subject: message.subject }),
  text: message[channel],
});
