import { subscriptionId } from '../../../lib/alerts/subscriptionId';
import {
  createSubscription,
  listSubscriptions,
  readSubscription,
  removeSubscription,
  testSubscription,
} from '../../../lib/app/subscriptions';
import type { Signup } from '../../../lib/ports/Subscriber';
import { Problem } from '../../../lib/problems';
import { subscriptionOf } from '../../support/subscriptions';
import { WALL_START, world } from '../../support/world';

const EMAIL = { tenant: 'local', channel: 'email', address: 'you@example.com' } as const;
const SMS = { tenant: 'local', channel: 'sms', address: '+12025550100' } as const;
const DAY_MS = 86_400_000;

const emptyWorld = () => world({ bars: {}, marketNow: WALL_START });

type World = ReturnType<typeof emptyWorld>;

const refusing = (at: World, code: 'NOTIFY_REJECTED' | 'NOTIFY_UNAVAILABLE') => ({
  ...at.deps,
  subscriber: {
    ...at.stores.subscriber,
    subscribe: () => Promise.reject(new Problem(code, 'SNS says no.')),
  },
});

const phone = (place: number): Omit<Signup, 'id'> => ({ ...SMS, address: `+120255501${place + 10}` });

async function full(at: World): Promise<void> {
  for (let place = 0; place < 10; place += 1) await createSubscription(at.deps, phone(place));
}

describe('a subscription', () => {
  it('by e-mail is pending, with the handle of its provider', async () => {
    const at = emptyWorld();
    const wishes = { minSeverity: 'warning', symbols: ['SPY', '^GSPC', 'SPY'] } as const;
    const created = await createSubscription(at.deps, { ...EMAIL, ...wishes });
    expect(created).toEqual({
      ...EMAIL,
      id: subscriptionId(EMAIL),
      minSeverity: 'warning',
      symbols: ['SPY', '^GSPC'],
      state: 'pending',
      handle: 'handle_1',
      version: 2,
      dueAt: WALL_START + 60_000,
      createdAt: WALL_START,
      updatedAt: WALL_START,
    });
    expect(await readSubscription(at.deps, created)).toEqual(created);
    expect(at.stores.subscriber.signups()).toMatchObject([
      { ...EMAIL, id: created.id, minSeverity: 'warning', symbols: ['SPY', '^GSPC'] },
    ]);
  });

  it('by SMS is confirmed at once', async () => {
    const at = emptyWorld();
    expect(await createSubscription(at.deps, SMS)).toMatchObject({ state: 'confirmed' });
  });

  it.each<[string, (at: World, id: string, handle: string) => unknown, string]>([
    ['pending', () => undefined, 'pending'],
    [
      'disabled',
      async (at, id, handle) => {
        at.stores.subscriber.confirm(EMAIL.address);
        at.stores.subscriber.forget(handle);
        await testSubscription(at.deps, { tenant: 'local', id }).catch(() => undefined);
      },
      'disabled',
    ],
  ])('is there once for an address, %s or not', async (_state, change, state) => {
    const at = emptyWorld();
    const { id, handle } = await createSubscription(at.deps, EMAIL);
    await change(at, id, handle!);
    await expect(createSubscription(at.deps, EMAIL)).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: `This address is subscribed already: "${id}" is ${state}. Delete it first to subscribe the address anew.`,
    });
    const foreign = await createSubscription(at.deps, { ...EMAIL, tenant: 'local-2' });
    expect(foreign.id).not.toBe(id);
  });

  it('is there once although two ask for it at once', async () => {
    const at = emptyWorld();
    const asked = await Promise.allSettled([EMAIL, EMAIL].map((wish) => createSubscription(at.deps, wish)));
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'STORE_CONFLICT' },
    });
    expect((await listSubscriptions(at.deps, { tenant: 'local', limit: 10 })).items).toHaveLength(1);
  });

  it('is the tenth and the last', async () => {
    const at = emptyWorld();
    await full(at);
    await expect(createSubscription(at.deps, EMAIL)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'A tenant has at most 10 subscriptions, and this would be one more. Delete one of them first.',
    });
    expect(at.stores.subscriber.signups()).toHaveLength(10);
    await createSubscription(at.deps, { ...EMAIL, tenant: 'local-2' });
    await removeSubscription(at.deps, { tenant: 'local', id: subscriptionId(phone(3)) });
    expect(await createSubscription(at.deps, EMAIL)).toMatchObject({ state: 'pending' });
  });

  it('is never the eleventh, although several come at once for the last place', async () => {
    const at = emptyWorld();
    for (let place = 0; place < 9; place += 1) await createSubscription(at.deps, phone(place));
    const wishes = [20, 21, 22].map(phone);
    const asked = await Promise.allSettled(wishes.map((wish) => createSubscription(at.deps, wish)));
    const { items } = await listSubscriptions(at.deps, { tenant: 'local', limit: 100 });
    expect(items.length).toBeLessThanOrEqual(10);
    expect(items).toHaveLength(9 + asked.filter(({ status }) => status === 'fulfilled').length);
    for (const one of asked) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'LIMIT_EXCEEDED' });
    }
    expect(at.stores.subscriber.signups()).toHaveLength(items.length);
  });

  it('that the provider refuses leaves nothing behind', async () => {
    const at = emptyWorld();
    const refused = createSubscription(refusing(at, 'NOTIFY_REJECTED'), SMS);
    await expect(refused).rejects.toMatchObject({ code: 'NOTIFY_REJECTED' });
    expect(await at.stores.subscriptions.list('local')).toEqual([]);
    expect(await createSubscription(at.deps, SMS)).toMatchObject({ state: 'confirmed' });
  });

  it('is kept where the provider does not answer: it is asked again', async () => {
    const at = emptyWorld();
    const created = await createSubscription(refusing(at, 'NOTIFY_UNAVAILABLE'), SMS);
    expect(created).toMatchObject({ state: 'pending', dueAt: WALL_START + 60_000 });
    expect(created).not.toHaveProperty('handle');
    expect(await readSubscription(at.deps, created)).toEqual(created);
  });

  it.each(['NOTIFY_UNAVAILABLE', 'NOTIFY_REJECTED'] as const)(
    'keeps the handle of what its provider took and then answers %s of',
    async (code) => {
      const at = emptyWorld();
      const stateOf = () => Promise.reject(new Problem(code, 'SNS says no.'));
      const deps = { ...at.deps, subscriber: { ...at.stores.subscriber, stateOf } };
      const created = await createSubscription(deps, SMS);
      expect(created).toMatchObject({ state: 'pending', handle: 'handle_1' });
      expect(await testSubscription(at.deps, created)).toMatchObject({
        subscription: { state: 'confirmed' },
      });
    },
  );

  it('of another tenant is like one that never was', async () => {
    const at = emptyWorld();
    const { id } = await createSubscription(at.deps, SMS);
    for (const use of [readSubscription, removeSubscription, testSubscription]) {
      const problem = async (address: { tenant: string; id: string }) =>
        (await use(at.deps, address).catch((error: unknown) => error)) as Problem;
      const [foreign, unknown] = [
        await problem({ tenant: 'local-2', id }),
        await problem({ tenant: 'local', id: 'sub_none' }),
      ];
      expect(foreign).toMatchObject({ code: 'NOT_FOUND', message: `There is no subscription "${id}".` });
      expect(unknown.message).toBe(foreign.message.replace(id, 'sub_none'));
    }
    expect(await readSubscription(at.deps, { tenant: 'local', id })).toMatchObject({ state: 'confirmed' });
  });
});

describe('a list of subscriptions', () => {
  it('goes from the oldest to the newest, page by page', async () => {
    const at = emptyWorld();
    for (let place = 0; place < 3; place += 1) {
      await createSubscription(at.deps, phone(place));
      at.clock.advance(1);
    }
    await createSubscription(at.deps, { ...EMAIL, tenant: 'local-2' });
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const asked = { tenant: 'local', limit: 2, ...(after !== undefined && { after }) };
      const page = await listSubscriptions(at.deps, asked);
      pages.push(page.items.map(({ address }) => address));
      after = page.next;
    } while (after !== undefined);
    expect(pages).toEqual([['+12025550110', '+12025550111'], ['+12025550112']]);
  });

  it('goes on after one that was deleted meanwhile', async () => {
    const at = emptyWorld();
    for (let place = 0; place < 3; place += 1) {
      await createSubscription(at.deps, phone(place));
      at.clock.advance(1);
    }
    const { items, next } = await listSubscriptions(at.deps, { tenant: 'local', limit: 1 });
    await removeSubscription(at.deps, items[0]!);
    const rest = await listSubscriptions(at.deps, { tenant: 'local', limit: 1, after: next! });
    expect(rest.items).toMatchObject([{ address: '+12025550111' }]);
  });
});

describe('deleting', () => {
  it('ends a confirmed subscription at its provider', async () => {
    const at = emptyWorld();
    const created = await createSubscription(at.deps, SMS);
    await removeSubscription(at.deps, created);
    expect(at.stores.subscriber.signups()).toEqual([]);
    expect(await at.stores.subscriptions.list('local')).toEqual([]);
    await expect(removeSubscription(at.deps, created)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('hides a pending subscription, which cannot be ended', async () => {
    const at = emptyWorld();
    const created = await createSubscription(at.deps, EMAIL);
    at.clock.advance(1);
    await removeSubscription(at.deps, created);
    await expect(readSubscription(at.deps, created)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listSubscriptions(at.deps, { tenant: 'local', limit: 10 })).items).toEqual([]);
    expect(await at.stores.subscriptions.list('local')).toMatchObject([
      { id: created.id, state: 'pending', removedAt: WALL_START + 1, dueAt: WALL_START + 60_001 },
    ]);
  });

  it('makes room for the same address, with other wishes', async () => {
    const at = emptyWorld();
    const created = await createSubscription(at.deps, EMAIL);
    await removeSubscription(at.deps, created);
    const anew = await createSubscription(at.deps, { ...EMAIL, minSeverity: 'critical' });
    expect(anew).toMatchObject({ id: created.id, handle: created.handle, minSeverity: 'critical' });
    expect(anew).not.toHaveProperty('removedAt');
    expect(at.stores.subscriber.signups()).toMatchObject([{ minSeverity: 'critical', isConfirmed: false }]);
  });

  it('does not count those that are hidden, and keeps watching one that was refused its place', async () => {
    const at = emptyWorld();
    await removeSubscription(at.deps, await createSubscription(at.deps, EMAIL));
    await full(at);
    const [hidden] = (await at.stores.subscriptions.list('local')).filter(
      ({ channel }) => channel === 'email',
    );
    await expect(createSubscription(at.deps, EMAIL)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await at.stores.subscriptions.get('local', hidden!.id)).toEqual(hidden);
    await removeSubscription(at.deps, { tenant: 'local', id: subscriptionId(phone(0)) });
    await expect(createSubscription(refusing(at, 'NOTIFY_REJECTED'), EMAIL)).rejects.toMatchObject({
      code: 'NOTIFY_REJECTED',
    });
    expect(await at.stores.subscriptions.get('local', hidden!.id)).toMatchObject({
      handle: hidden!.handle,
      removedAt: WALL_START,
      dueAt: hidden!.dueAt,
    });
  });

  it.each([
    ['that its provider does not know yet', subscriptionOf({ ...SMS, id: 'sub_x', dueAt: 1 })],
    ['that was put by hand', subscriptionOf({ ...SMS, id: 'sub_x', version: 0, state: 'confirmed' })],
  ])('ends a subscription %s', async (_what, standing) => {
    const at = emptyWorld();
    await at.stores.subscriptions.put(standing);
    await at.stores.subscriber.subscribe(standing);
    await removeSubscription(at.deps, standing);
    expect(at.stores.subscriber.signups()).toEqual([]);
    expect(await at.stores.subscriptions.list('local')).toEqual([]);
  });

  it('asks nobody about one that has ended', async () => {
    const at = emptyWorld();
    const standing = subscriptionOf({ ...SMS, id: 'sub_x', state: 'disabled' });
    await at.stores.subscriptions.put(standing);
    await removeSubscription(refusing(at, 'NOTIFY_UNAVAILABLE'), standing);
    expect(await at.stores.subscriptions.list('local')).toEqual([]);
  });

  it('is repeated on what somebody wrote meanwhile, and given up at last', async () => {
    const at = emptyWorld();
    const created = await createSubscription(at.deps, SMS);
    let refusals = 0;
    const contended = (times: number) => ({
      ...at.deps,
      subscriptions: {
        ...at.stores.subscriptions,
        remove: async (standing: typeof created) =>
          (refusals += 1) <= times ? false : at.stores.subscriptions.remove(standing),
      },
    });
    await expect(removeSubscription(contended(9), created)).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect(refusals).toBe(5);
    refusals = 0;
    await removeSubscription(contended(4), created);
    expect(await at.stores.subscriptions.list('local')).toEqual([]);
  });
});

describe('testing', () => {
  it('tells a confirmed subscription alone', async () => {
    const at = emptyWorld();
    const created = await createSubscription(at.deps, { ...SMS, minSeverity: 'critical' });
    await createSubscription(at.deps, phone(5));
    const { subscription, message, at: sentAt } = await testSubscription(at.deps, created);
    expect([subscription.id, sentAt]).toEqual([created.id, WALL_START]);
    expect(at.stores.subscriber.told).toEqual([{ ...SMS, message }]);
  });

  it('sees that a link was followed without waiting for anybody, and notes it', async () => {
    const at = emptyWorld();
    const created = await createSubscription(at.deps, EMAIL);
    at.stores.subscriber.confirm(EMAIL.address);
    at.clock.advance(5);
    await testSubscription(at.deps, created);
    expect(at.stores.subscriber.told).toHaveLength(1);
    expect(await readSubscription(at.deps, created)).toMatchObject({
      state: 'confirmed',
      updatedAt: WALL_START + 5,
    });
  });

  it.each<[string, (at: World, handle: string) => unknown, string]>([
    ['pending', () => undefined, 'is pending. Follow the link in the confirmation mail first.'],
    [
      'that its reader left',
      (at, handle) => at.stores.subscriber.forget(handle),
      'is disabled. It has ended: delete it and subscribe the address anew.',
    ],
    [
      'that nobody confirmed for three days',
      (at) => at.clock.advance(3 * DAY_MS + 1),
      'is disabled. It has ended: delete it and subscribe the address anew.',
    ],
  ])('refuses a subscription %s', async (_what, change, words) => {
    const at = emptyWorld();
    const created = await createSubscription(at.deps, EMAIL);
    change(at, created.handle!);
    await expect(testSubscription(at.deps, created)).rejects.toMatchObject({
      code: 'NOTIFY_UNCONFIRMED',
      message: `Subscription "${created.id}" ${words}`,
    });
    expect(at.stores.subscriber.told).toEqual([]);
  });

  it('refuses one that its provider was not reached for yet', async () => {
    const at = emptyWorld();
    const created = await createSubscription(refusing(at, 'NOTIFY_UNAVAILABLE'), SMS);
    await expect(testSubscription(at.deps, created)).rejects.toMatchObject({
      code: 'NOTIFY_UNCONFIRMED',
      message: `Subscription "${created.id}" is pending. Try again in a minute.`,
    });
  });
});
