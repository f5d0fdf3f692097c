import { createHash } from 'node:crypto';
import { base32 } from '../base32';

/**
 * The id of a tenant's subscription: the same channel and address have the same id, so that however many
 * ask for it at once, there is one.
 *
 * Shape  `sub_` and 26 characters of lower-case base32.
 * Edge   every part is preceded by its length: no two different subscriptions spell the same text.
 */
export function subscriptionId(subscription: {
  readonly tenant: string;
  readonly channel: string;
  readonly address: string;
}): string {
  const parts = ['v1', subscription.tenant, subscription.channel, subscription.address];
  const text = parts.map((part) => `${part.length}:${part}`).join('');
  return `sub_${base32(createHash('sha256').update(text).digest()).slice(0, 26)}`;
}
