import { createKey, revokeKey } from '../../../lib/app/keys';
import { createSubscription } from '../../../lib/app/subscriptions';
import { createWatchlist } from '../../../lib/app/watchlists';
import type { Deps } from '../../../lib/app/deps';
import { Crash, failing, type Fault } from '../../support/faults';
import { mortal } from '../../support/mortal';
import { WALL_START, world } from '../../support/world';

const TENANT = { tenant: 'local' };
const LIST = { ...TENANT, name: 'x', symbols: ['A'] };
const PHONE = { ...TENANT, channel: 'sms', address: '+12025550100' } as const;
const DESK = { ...TENANT, name: 'desk', scopes: ['read'] } as const;

const empty = () => world({ bars: {}, marketNow: WALL_START });
type World = ReturnType<typeof empty>;

const outage = { code: 'STORE_UNAVAILABLE' };

describe('a watchlist', () => {
  it('that cannot be counted is taken back', async () => {
    const { deps, stores } = empty();
    const watchlists = failing(deps.watchlists, [{ method: 'count', nth: 2, when: 'before' }]);
    await expect(createWatchlist({ ...deps, watchlists }, LIST)).rejects.toMatchObject(outage);
    expect(await stores.watchlists.count('local', 10)).toBe(0);
  });
});

describe('a subscription', () => {
  it('that cannot be counted is taken back before anybody is asked', async () => {
    const { deps, stores } = empty();
    const subscriptions = failing(deps.subscriptions, [{ method: 'list', nth: 2, when: 'before' }]);
    await expect(createSubscription({ ...deps, subscriptions }, PHONE)).rejects.toMatchObject(outage);
    expect(await stores.subscriptions.list('local')).toEqual([]);
    expect(stores.subscriber.signups()).toEqual([]);
  });
});

/** How many keys can still be made. */
async function placesLeft({ deps }: World): Promise<number> {
  for (let made = 0; ; made += 1) {
    try {
      await createKey(deps, DESK);
    } catch (error) {
      expect(error).toMatchObject({ code: 'LIMIT_EXCEEDED' });
      return made;
    }
  }
}

describe('a key whose secret nobody has seen', () => {
  const keysOf = (at: World, ...plan: readonly Fault<Deps['keys']>[]) => ({
    ...at.deps,
    keys: failing(at.deps.keys, plan),
  });

  it.each<Fault<Deps['keys']>>([
    { method: 'list', nth: 2, when: 'before' },
    { method: 'put', nth: 2, when: 'before' },
    { method: 'put', nth: 2, when: 'after' },
  ])('is revoked where $method fails $when its call $nth', async (fault) => {
    const at = empty();
    await expect(createKey(keysOf(at, fault), DESK)).rejects.toMatchObject(outage);
    expect((await at.stores.keys.list('local', 10)).items).toEqual([]);
    expect(await placesLeft(at)).toBe(10);
  });

  it.each<Fault<Deps['keys']>>([
    { method: 'put', nth: 1, when: 'after' },
    { method: 'list', nth: 2, when: 'before' },
    { method: 'put', nth: 2, when: 'before' },
  ])(
    'expires within a minute where $method fails $when its call $nth and it cannot be revoked',
    async (fault) => {
      const at = empty();
      const deps = keysOf(at, fault, { method: 'revoke', nth: 1, when: 'before' });
      await expect(createKey(deps, DESK)).rejects.toMatchObject(outage);
      at.clock.advance(60_000);
      expect(await placesLeft(at)).toBe(10);
    },
  );

  it('takes no place for longer than a minute, wherever its maker dies', async () => {
    const whole = mortal(empty().deps, undefined);
    await createKey(whole.deps, DESK);
    // Whatever stands once the last write is done has been counted.
    const deaths = whole.writes.flatMap((_, index) => [
      { call: index + 1, when: 'before' as const },
      ...(index + 1 < whole.writes.length ? [{ call: index + 1, when: 'after' as const }] : []),
    ]);
    expect(deaths.length).toBeGreaterThan(2);
    for (const death of deaths) {
      const at = empty();
      const dying = mortal(at.deps, death).deps;
      const keys = { ...dying.keys, revoke: () => Promise.reject(new Crash('is dead')) };
      await expect(createKey({ ...dying, keys }, DESK)).rejects.toBeInstanceOf(Crash);
      at.clock.advance(60_000);
      expect(await placesLeft(at)).toBe(10);
    }
  });

  it('counts while it waits to be counted', async () => {
    const at = empty();
    for (let place = 0; place < 9; place += 1) await createKey(at.deps, DESK);
    const { list } = at.stores.keys;
    let lists = 0;
    const slow: Deps['keys'] = {
      ...at.stores.keys,
      list: async (...page) => {
        lists += 1;
        if (lists === 2) expect(await placesLeft(at)).toBe(0);
        return list(...page);
      },
    };
    await createKey({ ...at.deps, keys: slow }, DESK);
    expect(lists).toBe(2);
  });

  it('stays revoked where it was revoked meanwhile', async () => {
    const at = empty();
    const { list } = at.stores.keys;
    const keys: Deps['keys'] = {
      ...at.stores.keys,
      list: async (...page) => {
        const found = await list(...page);
        for (const { id } of found.items) await revokeKey(at.deps, { ...TENANT, id });
        return found;
      },
    };
    const { key } = await createKey({ ...at.deps, keys }, DESK);
    expect(await at.stores.keys.find(key.id)).toMatchObject({ revokedAt: WALL_START });
  });
});
