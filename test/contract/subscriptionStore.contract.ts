import type { SubscriptionStore } from '../../lib/ports/SubscriptionStore';
import { subscriptionOf } from '../support/subscriptions';
import { unique } from '../support/unique';

const AT = Date.UTC(2026, 10, 1);

export function subscriptionStoreLaws(make: () => SubscriptionStore): void {
  const ownDue = async (store: SubscriptionStore, tenant: string, now: number) =>
    (await store.due(now, 1_000)).filter((one) => one.tenant === tenant).map(({ id }) => id);

  describe('a subscription store', () => {
    it('gives back a subscription to its tenant alone', async () => {
      const store = make();
      const subscription = subscriptionOf({
        handle: 'arn:x',
        minSeverity: 'critical',
        symbols: ['AAPL', '^GSPC'],
        removedAt: 5,
        dueAt: AT,
      });
      expect(await store.put(subscription)).toBe(true);
      const { tenant, id } = subscription;
      expect(await store.get(tenant, id)).toEqual(subscription);
      expect(await store.get(unique('tenant'), id)).toBeUndefined();
      expect(await store.get(tenant, unique('sub'))).toBeUndefined();
      expect(await store.get(tenant, 'x'.repeat(2_000))).toBeUndefined();
    });

    it('lists a tenant’s subscriptions by id, and no other’s', async () => {
      const store = make();
      const tenant = unique('tenant');
      const second = subscriptionOf({ tenant, id: 's2', removedAt: 1 });
      const first = subscriptionOf({ tenant, id: 's1', channel: 'sms', address: '+15550100' });
      for (const subscription of [second, first, subscriptionOf()]) await store.put(subscription);
      expect(await store.list(tenant)).toEqual([first, second]);
      expect(await store.list(unique('tenant'))).toEqual([]);
    });

    it('puts in the place of nothing once', async () => {
      const store = make();
      const subscription = subscriptionOf();
      expect(await store.put(subscription)).toBe(true);
      expect(await store.put({ ...subscription, state: 'confirmed' })).toBe(false);
      expect(await store.list(subscription.tenant)).toEqual([subscription]);
    });

    it('puts in the place of what stands, and of nothing else', async () => {
      const store = make();
      const first = subscriptionOf();
      const second = { ...first, state: 'confirmed' as const, version: 2 };
      expect(await store.put(second, first)).toBe(false);
      await store.put(first);
      expect(await store.put(second, first)).toBe(true);
      expect(await store.put({ ...second, state: 'disabled', version: 3 }, first)).toBe(false);
      expect(await store.get(first.tenant, first.id)).toEqual(second);
    });

    it('lets one of two writers win', async () => {
      const store = make();
      const first = subscriptionOf();
      await store.put(first);
      const writes = [AT + 1, AT + 2].map((dueAt) => store.put({ ...first, version: 2, dueAt }, first));
      expect((await Promise.all(writes)).sort()).toEqual([false, true]);
      expect(await ownDue(store, first.tenant, AT + 2)).toEqual([first.id]);
    });

    it('removes what stands, and nothing else', async () => {
      const store = make();
      const first = subscriptionOf();
      expect(await store.remove(first)).toBe(false);
      await store.put(first);
      const second = { ...first, version: 2 };
      await store.put(second, first);
      expect(await store.remove(first)).toBe(false);
      expect(await store.remove(second)).toBe(true);
      expect(await store.get(first.tenant, first.id)).toBeUndefined();
    });

    it('knows what is due, to the millisecond, the longest due first', async () => {
      const store = make();
      const tenant = unique('tenant');
      const dueAt = { s1: AT + 1, s2: AT, s3: AT + 2, s4: undefined };
      for (const [id, at] of Object.entries(dueAt)) {
        await store.put(subscriptionOf({ tenant, id, ...(at !== undefined && { dueAt: at }) }));
      }
      expect(await ownDue(store, tenant, AT - 1)).toEqual([]);
      expect(await ownDue(store, tenant, AT)).toEqual(['s2']);
      expect(await ownDue(store, tenant, AT + 1)).toEqual(['s2', 's1']);
      expect(await ownDue(store, tenant, AT + 9)).toEqual(['s2', 's1', 's3']);
    });

    it('answers at most as many as are asked for', async () => {
      const store = make();
      const tenant = unique('tenant');
      for (const id of ['s1', 's2']) await store.put(subscriptionOf({ tenant, id, dueAt: 1 }));
      expect(await store.due(1, 1)).toMatchObject([{ tenant, id: 's1' }]);
      for (const one of await store.list(tenant)) await store.remove(one);
    });

    it('knows what is due as it stands: put off, or over, or gone', async () => {
      const store = make();
      const tenant = unique('tenant');
      const ids = ['later', 'never', 'gone'] as const;
      const first = ids.map((id) => subscriptionOf({ tenant, id, dueAt: AT }));
      for (const one of first) await store.put(one);
      const [later, never, gone] = first;
      await store.put({ ...later!, version: 2, dueAt: AT + 10 }, later);
      const { dueAt: _dueAt, ...rest } = never!;
      await store.put({ ...rest, version: 2 }, never);
      await store.remove(gone!);
      expect(await ownDue(store, tenant, AT + 9)).toEqual([]);
      expect(await ownDue(store, tenant, AT + 10)).toEqual(['later']);
    });

    it('is not changed by a caller who changes what he gave or got', async () => {
      const store = make();
      const symbols = ['AAPL'];
      const subscription = subscriptionOf({ symbols, dueAt: AT });
      const { tenant, id } = subscription;
      await store.put(subscription);
      symbols.push('MSFT');
      const [listed] = await store.list(tenant);
      const due = (await store.due(AT, 1_000)).find((one) => one.id === id);
      // A store may hand out what cannot be changed: then the attempt comes to nothing.
      for (const got of [listed, due, await store.get(tenant, id)]) Reflect.set(got!.symbols!, 1, 'TSLA');
      expect((await store.list(tenant))[0]?.symbols).toEqual(['AAPL']);
    });
  });
}
