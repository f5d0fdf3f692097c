import { targetsOf } from '../../../lib/alerts/targets';
import { reconcile } from '../../../lib/app/reconcile';
import { createSubscription, removeSubscription } from '../../../lib/app/subscriptions';
import type { Subscription } from '../../../lib/ports/SubscriptionStore';
import { Problem } from '../../../lib/problems';
import { Crash } from '../../support/faults';
import { mortal } from '../../support/mortal';
import { subscriptionOf } from '../../support/subscriptions';
import { WALL_START, world } from '../../support/world';

const EMAIL = { tenant: 'local', channel: 'email', address: 'you@example.com' } as const;
const SMS = { tenant: 'local', channel: 'sms', address: '+12025550100' } as const;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const emptyWorld = () => world({ bars: {}, marketNow: WALL_START });

type World = ReturnType<typeof emptyWorld>;

async function withSubscription(wish: typeof EMAIL | typeof SMS) {
  const at = emptyWorld();
  const created = await createSubscription(at.deps, wish);
  const standing = () => at.stores.subscriptions.get('local', created.id);
  return { ...at, created, handle: created.handle!, standing };
}

const throwing = (at: World, code: 'NOTIFY_REJECTED' | 'NOTIFY_UNAVAILABLE') => {
  let asked = 0;
  const fail = () => {
    asked += 1;
    return Promise.reject(new Problem(code, 'SNS says no.'));
  };
  const subscriber = { ...at.stores.subscriber, subscribe: fail, stateOf: fail };
  return { deps: { ...at.deps, subscriber }, asked: () => asked };
};

describe('a subscription that is watched', () => {
  it.each([
    ['is left alone before its minute is over', MINUTE_MS - 1, 'pending', 0],
    ['is seen to be confirmed when it is', MINUTE_MS, 'confirmed', 1],
  ])('%s', async (_law, ageMs, state, looked) => {
    const at = await withSubscription(EMAIL);
    at.stores.subscriber.confirm(EMAIL.address);
    at.clock.advance(ageMs);
    expect(await reconcile(at.deps)).toMatchObject({ subscriptions: looked });
    expect(await at.standing()).toMatchObject({ state, updatedAt: WALL_START + looked * ageMs });
  });

  it('is looked at each minute, confirmed or not, without being written as changed', async () => {
    const at = await withSubscription(SMS);
    for (let minute = 1; minute <= 3; minute += 1) {
      at.clock.advance(MINUTE_MS);
      expect(await reconcile(at.deps)).toMatchObject({ subscriptions: 1 });
      expect(await reconcile(at.deps)).toMatchObject({ subscriptions: 0 });
      expect(await at.standing()).toMatchObject({
        state: 'confirmed',
        dueAt: WALL_START + (minute + 1) * MINUTE_MS,
        updatedAt: WALL_START,
      });
    }
  });

  it('is disabled once its reader has left, no target any more, and looked at no more', async () => {
    const at = await withSubscription(SMS);
    at.stores.subscriber.forget(at.handle);
    at.clock.advance(MINUTE_MS);
    await reconcile(at.deps);
    const standing = await at.standing();
    expect(standing).toMatchObject({ state: 'disabled', updatedAt: WALL_START + MINUTE_MS });
    expect(standing).not.toHaveProperty('dueAt');
    expect(targetsOf(await at.stores.subscriptions.list('local'), 'critical', 'SPY')).toEqual([]);
    at.clock.advance(DAY_MS);
    expect(await reconcile(at.deps)).toMatchObject({ subscriptions: 0 });
  });

  it.each([
    ['waits three days for an answer', 3 * DAY_MS, 'pending'],
    ['is disabled a moment later', 3 * DAY_MS + 1, 'disabled'],
  ])('%s', async (_law, ageMs, state) => {
    const at = await withSubscription(EMAIL);
    at.clock.advance(ageMs);
    await reconcile(at.deps);
    expect(await at.standing()).toMatchObject({ state });
  });

  it('is looked at by one of two at once', async () => {
    const at = await withSubscription(EMAIL);
    at.stores.subscriber.confirm(EMAIL.address);
    at.clock.advance(MINUTE_MS);
    let asked = 0;
    const stateOf = async (handle: string) => {
      asked += 1;
      return at.stores.subscriber.stateOf(handle);
    };
    const deps = { ...at.deps, subscriber: { ...at.stores.subscriber, stateOf } };
    await Promise.all([reconcile(deps), reconcile(deps)]);
    expect(asked).toBe(1);
    expect(await at.standing()).toMatchObject({ state: 'confirmed', version: at.created.version + 2 });
  });
});

describe('a subscription that was removed before it was confirmed', () => {
  const removed = async () => {
    const at = await withSubscription(EMAIL);
    await removeSubscription(at.deps, at.created);
    return at;
  };

  it('is ended when it is confirmed after all', async () => {
    const at = await removed();
    at.stores.subscriber.confirm(EMAIL.address);
    at.clock.advance(MINUTE_MS);
    await reconcile(at.deps);
    expect(await at.standing()).toBeUndefined();
    expect(at.stores.subscriber.signups()).toEqual([]);
  });

  it.each<[string, (at: World, handle: string) => unknown]>([
    ['its provider has forgotten it', (at, handle) => at.stores.subscriber.forget(handle)],
    ['three days are over', (at) => at.clock.advance(3 * DAY_MS)],
  ])('is forgotten once %s, and not before', async (_what, change) => {
    const at = await removed();
    at.clock.advance(MINUTE_MS);
    await reconcile(at.deps);
    expect(await at.standing()).toMatchObject({ removedAt: WALL_START, state: 'pending' });
    change(at, at.handle);
    at.clock.advance(MINUTE_MS);
    await reconcile(at.deps);
    expect(await at.standing()).toBeUndefined();
  });
});

describe('a subscription that its provider was not asked for', () => {
  const interrupted = async () => {
    const at = emptyWorld();
    const standing = subscriptionOf({ ...SMS, id: 'sub_x', dueAt: WALL_START, createdAt: WALL_START });
    await at.stores.subscriptions.put(standing);
    return at;
  };

  it('is signed up', async () => {
    const at = await interrupted();
    await reconcile(at.deps);
    expect(await at.stores.subscriptions.get('local', 'sub_x')).toMatchObject({
      state: 'confirmed',
      handle: 'handle_1',
    });
  });

  it('is disabled where it is refused, and the log says no address', async () => {
    const at = await interrupted();
    const lines: unknown[] = [];
    const log = { ...at.deps.log, warn: (...line: unknown[]) => void lines.push(line) };
    await reconcile({ ...throwing(at, 'NOTIFY_REJECTED').deps, log });
    expect(await at.stores.subscriptions.get('local', 'sub_x')).toMatchObject({ state: 'disabled' });
    expect(lines).toEqual([['subscription refused', { tenant: 'local', channel: 'sms' }]]);
  });

  it('is asked for again a minute after an outage, and so are those that came after it', async () => {
    const at = await interrupted();
    const second = { ...SMS, address: '+12025550101', id: 'sub_y', dueAt: WALL_START };
    await at.stores.subscriptions.put(subscriptionOf({ ...second, createdAt: WALL_START }));
    const { deps, asked } = throwing(at, 'NOTIFY_UNAVAILABLE');
    await expect(reconcile(deps)).rejects.toMatchObject({ code: 'NOTIFY_UNAVAILABLE' });
    expect(asked()).toBe(1);
    at.clock.advance(MINUTE_MS);
    await reconcile(at.deps);
    const states = (await at.stores.subscriptions.list('local')).map(({ state }) => state);
    expect(states).toEqual(['confirmed', 'confirmed']);
  });
});

describe('what a dead worker leaves of a subscription', () => {
  /** What the provider knows, and what is stored, after everything that is due was looked at. */
  async function settled(at: World): Promise<{ known: readonly string[]; stored: readonly Subscription[] }> {
    for (let round = 0; round < 3; round += 1) {
      at.clock.advance(2 * MINUTE_MS);
      await reconcile(at.deps);
    }
    const known = at.stores.subscriber.signups().map(({ handle }) => handle);
    return { known, stored: await at.stores.subscriptions.list('local') };
  }

  const scenarios: readonly [string, typeof EMAIL | typeof SMS, boolean][] = [
    ['creating by SMS', SMS, false],
    ['creating by e-mail', EMAIL, false],
    ['creating and deleting by SMS', SMS, true],
  ];

  it.each(scenarios)('is finished, whichever write of %s it died at', async (_what, wish, deletes) => {
    const scenario = async (deps: World['deps']) => {
      const created = await createSubscription(deps, wish);
      if (deletes) await removeSubscription(deps, created);
    };
    const { deps, writes } = mortal(emptyWorld().deps, undefined);
    await scenario(deps as World['deps']);
    expect(writes.length).toBeGreaterThanOrEqual(3);
    for (const [index, write] of writes.entries()) {
      for (const when of ['before', 'after'] as const) {
        const at = emptyWorld();
        const worker = mortal(at.deps, { call: index + 1, when });
        await expect(scenario(worker.deps as World['deps'])).rejects.toBeInstanceOf(Crash);
        const { known, stored } = await settled(at);
        // Nobody is told who is not listed, and nobody is listed as confirmed who is not told.
        const living = stored.filter(({ state }) => state !== 'disabled');
        expect({ write, when, handles: living.map(({ handle }) => handle) }).toEqual({
          write,
          when,
          handles: known,
        });
      }
    }
  });

  it('is ended where it was deleted while it was being created', async () => {
    const at = emptyWorld();
    const subscribe = async (signup: Parameters<World['deps']['subscriber']['subscribe']>[0]) => {
      await removeSubscription(at.deps, signup);
      return at.stores.subscriber.subscribe(signup);
    };
    const deps = { ...at.deps, subscriber: { ...at.stores.subscriber, subscribe } };
    await createSubscription(deps, SMS);
    expect(at.stores.subscriber.signups()).toHaveLength(1);
    expect(await settled(at)).toEqual({ known: [], stored: [] });
  });
});
