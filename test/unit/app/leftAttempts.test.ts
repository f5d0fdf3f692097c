import { attemptIds } from '../../../lib/adapters/attemptIds';
import type { Deps } from '../../../lib/app/deps';
import { reconcile } from '../../../lib/app/reconcile';
import { createRule } from '../../../lib/app/rules';
import { createSubscription } from '../../../lib/app/subscriptions';
import { createWatchlist, replaceWatchlist } from '../../../lib/app/watchlists';
import { failing } from '../../support/faults';
import { ruleOn } from '../../support/ruleOn';
import { WALL_START, world } from '../../support/world';

const TENANT = { tenant: 'local' };
const LIST = { ...TENANT, name: 'mine', symbols: ['A'] };
const OUTAGE = { code: 'STORE_UNAVAILABLE' };
const attempt = (isFirst: boolean) => ({ ids: attemptIds({ request: 'request_k', isFirst }) });

const otherList = (place: number) => ({
  ...LIST,
  id: `list_other${place}`,
  version: 1,
  armedAt: 0,
  createdAt: 0,
  updatedAt: 0,
});

/** Forty-nine lists, and one more that comes at the same time as the next. */
async function crowded() {
  const at = world({ bars: {}, marketNow: WALL_START });
  for (let place = 1; place < 50; place += 1) await at.stores.watchlists.create(otherList(place));
  const create: Deps['watchlists']['create'] = async (list) => {
    await at.deps.watchlists.create(list);
    await at.deps.watchlists.create(otherList(0));
  };
  return { ...at, watchlists: { ...at.deps.watchlists, create } };
}

describe('a watchlist that could not be taken back for want of room', () => {
  it('is taken back by the next attempt, though the outage came after its mark', async () => {
    const { deps, watchlists, stores } = await crowded();
    const reprojections = failing(deps.reprojections, [{ method: 'find', nth: 2, when: 'before' }]);
    const first = createWatchlist({ ...deps, watchlists, reprojections, ...attempt(true) }, LIST);
    await expect(first).rejects.toMatchObject(OUTAGE);
    expect(await stores.watchlists.count('local', 100)).toBe(51);
    const again = createWatchlist({ ...deps, ...attempt(false) }, LIST);
    await expect(again).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    expect(await stores.watchlists.count('local', 100)).toBe(50);
  });

  it('is answered as it was left where its owner deletes it at that moment', async () => {
    const { deps, stores } = world({ bars: {}, marketNow: WALL_START });
    await stores.watchlists.create({ ...otherList(0), id: 'list_k' });
    const { count } = stores.watchlists;
    stores.watchlists.count = async (...asked) => {
      const found = await count(...asked);
      await stores.watchlists.remove('local', 'list_k', 1);
      return found;
    };
    expect(await createWatchlist({ ...deps, ...attempt(false) }, LIST)).toMatchObject({ id: 'list_k' });
    expect(await stores.watchlists.get('local', 'list_k')).toBeUndefined();
  });

  it('is answered without that mark where there is room by then: what its owner reads is what stands', async () => {
    const { deps, watchlists, stores } = await crowded();
    const dying = failing(watchlists, [{ method: 'remove', nth: 1, when: 'before' }]);
    const first = createWatchlist({ ...deps, watchlists: dying, ...attempt(true) }, LIST);
    await expect(first).rejects.toMatchObject(OUTAGE);
    await stores.watchlists.remove('local', 'list_other3', 1);
    const made = await createWatchlist({ ...deps, ...attempt(false) }, LIST);
    expect(made).not.toHaveProperty('closing');
    await createRule(deps, { ...TENANT, body: ruleOn({ watchlist: made.id }) });
    const edit = { ...LIST, id: made.id, expectedVersion: made.version };
    expect((await replaceWatchlist(deps, edit)).version).toBe(made.version + 1);
  });
});

test('a subscription that was counted stays, though the next attempt cannot count it', async () => {
  const { deps, stores, clock } = world({ bars: {}, marketNow: WALL_START });
  const wish = { ...TENANT, channel: 'sms', address: '+12025551010' } as const;
  const dying = failing(deps.subscriptions, [{ method: 'put', nth: 2, when: 'before' }]);
  const first = createSubscription({ ...deps, subscriptions: dying, ...attempt(true) }, wish);
  await expect(first).rejects.toMatchObject(OUTAGE);
  clock.advance(61_000);
  await reconcile(deps);
  const out = failing(deps.subscriptions, [{ method: 'list', nth: 2, when: 'before' }]);
  const again = createSubscription({ ...deps, subscriptions: out, ...attempt(false) }, wish);
  await expect(again).rejects.toMatchObject(OUTAGE);
  expect(await stores.subscriptions.list('local')).toMatchObject([{ state: 'confirmed' }]);
  const last = await createSubscription({ ...deps, ...attempt(false) }, wish);
  expect(last).toMatchObject({ state: 'confirmed' });
});

test('a subscription that could not be taken back is counted by the next attempt, whatever its provider knows by then', async () => {
  const { deps, stores, clock } = world({ bars: {}, marketNow: WALL_START });
  const wish = (place: number) =>
    ({ ...TENANT, channel: 'sms', address: `+1202555${1_000 + place}` }) as const;
  for (let place = 0; place < 9; place += 1) await createSubscription(deps, wish(place));
  let isFirst = true;
  const put: Deps['subscriptions']['put'] = async (subscription, expected) => {
    const isPut = await deps.subscriptions.put(subscription, expected);
    if (isFirst) {
      isFirst = false;
      const { request: _, ...other } = subscription;
      await deps.subscriptions.put({ ...other, id: 'sub_other', address: '+12025559999' }, undefined);
    }
    return isPut;
  };
  const subscriptions = failing({ ...deps.subscriptions, put }, [
    { method: 'remove', nth: 1, when: 'before' },
  ]);
  const first = createSubscription({ ...deps, subscriptions, ...attempt(true) }, wish(10));
  await expect(first).rejects.toMatchObject(OUTAGE);
  clock.advance(61_000);
  await reconcile(deps);
  const again = createSubscription({ ...deps, ...attempt(false) }, wish(10));
  await expect(again).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  expect((await stores.subscriptions.list('local')).filter(({ state }) => state !== 'disabled')).toHaveLength(
    10,
  );
});
