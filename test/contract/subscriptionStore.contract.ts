import type { Subscription, SubscriptionStore } from '../../lib/ports/SubscriptionStore';
import { unique } from '../support/unique';

const subscriptionOf = (change: Partial<Subscription> = {}): Subscription => ({
  tenant: unique('tenant'),
  id: unique('sub'),
  channel: 'email',
  address: 'reader@example.com',
  state: 'pending',
  createdAt: Date.UTC(2026, 10, 1),
  ...change,
});

export function subscriptionStoreLaws(make: () => SubscriptionStore): void {
  describe('a subscription store', () => {
    it('lists a tenant’s subscriptions by id, and no other’s', async () => {
      const store = make();
      const tenant = unique('tenant');
      const second = subscriptionOf({
        tenant,
        id: 's2',
        minSeverity: 'critical',
        symbols: ['AAPL', '^GSPC'],
      });
      const first = subscriptionOf({ tenant, id: 's1', channel: 'sms', address: '+15550100' });
      for (const subscription of [second, first, subscriptionOf()]) await store.put(subscription);
      expect(await store.list(tenant)).toEqual([first, second]);
      expect(await store.list(unique('tenant'))).toEqual([]);
    });

    it('replaces a subscription that is put again', async () => {
      const store = make();
      const subscription = subscriptionOf();
      await store.put(subscription);
      await store.put({ ...subscription, state: 'confirmed' });
      expect(await store.list(subscription.tenant)).toEqual([{ ...subscription, state: 'confirmed' }]);
    });

    it('is not changed by a caller who changes what he gave or got', async () => {
      const store = make();
      const symbols = ['AAPL'];
      const subscription = subscriptionOf({ symbols });
      await store.put(subscription);
      symbols.push('MSFT');
      const [got] = await store.list(subscription.tenant);
      (got!.symbols as string[]).push('TSLA');
      expect((await store.list(subscription.tenant))[0]?.symbols).toEqual(['AAPL']);
    });
  });
}
