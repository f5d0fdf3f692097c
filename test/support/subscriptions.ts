import type { Signup } from '../../lib/ports/Subscriber';
import type { Subscription } from '../../lib/ports/SubscriptionStore';
import { unique } from './unique';

/** A subscription as it is stored; a test changes what it is about. */
export const subscriptionOf = (change: Partial<Subscription> = {}): Subscription => ({
  tenant: unique('tenant'),
  id: unique('sub'),
  channel: 'email',
  address: 'reader@example.com',
  state: 'pending',
  version: 1,
  createdAt: Date.UTC(2026, 10, 1),
  updatedAt: Date.UTC(2026, 10, 1),
  ...change,
});

/** What is asked of a provider, for a tenant and an address of its own. */
export function signupOf(change: Partial<Signup> = {}): Signup {
  const tenant = unique('tenant');
  const digits = String(Math.random()).slice(2, 9);
  const address = change.channel === 'sms' ? `+1555${digits}` : `${unique('reader')}@example.com`;
  return { tenant, id: unique('sub'), channel: 'email', address, ...change };
}
