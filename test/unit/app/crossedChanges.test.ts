import type { Deps } from '../../../lib/app/deps';
import { pauseRule } from '../../../lib/app/pauseRule';
import { projectRule } from '../../../lib/app/projectRule';
import { reconcile } from '../../../lib/app/reconcile';
import { createRule, removeRule, replaceRule } from '../../../lib/app/rules';
import { createWatchlist, replaceWatchlist } from '../../../lib/app/watchlists';
import type { Instance } from '../../../lib/ports/InstanceStore';
import { Crash } from '../../support/faults';
import { ruleOn } from '../../support/ruleOn';
import { WALL_START, world } from '../../support/world';

const TENANT = { tenant: 'local' };
const KEYS = ['A', 'B'].map((series) => ({ series, interval: '1d' as const }));

/** A rule on a list that names A. */
async function started() {
  const at = world({ bars: {}, marketNow: WALL_START });
  const list = await createWatchlist(at.deps, { ...TENANT, name: 'x', symbols: ['A'] });
  const watching = ruleOn({ watchlist: list.id });
  const { stored } = await createRule(at.deps, { ...TENANT, body: watching });
  const subject = { ...TENANT, kind: 'rule', id: stored.id } as const;
  const found = async () => {
    const instances = (await Promise.all(KEYS.map((key) => at.stores.instances.ofSeries(key)))).flat();
    return instances.map(({ symbol, ruleId }) => `${symbol} ${ruleId}`);
  };
  return {
    ...at,
    id: stored.id,
    listId: list.id,
    watching,
    found,
    /** A worker that died long ago has left a note of the rule. */
    haunted: async () => {
      await at.stores.reprojections.note(
        subject,
        { symbols: [], intervals: [] },
        { name: 'dead', since: at.clock.now() },
      );
      at.clock.advance(300_000);
    },
    edit: (deps: Deps, symbols: readonly string[]) =>
      replaceWatchlist(deps, { ...TENANT, id: list.id, name: 'x', symbols }),
    remove: (deps: Deps) => removeRule(deps, { ...TENANT, id: stored.id, expectedVersion: 1 }),
    settled: async () => {
      for (let run = 0; run < 2; run += 1) {
        at.clock.advance(at.deps.timing.outboxDueMs + 1);
        await reconcile(at.deps);
      }
      expect(await at.stores.reprojections.stale(Infinity, 10)).toEqual([]);
    },
  };
}

type Ground = Awaited<ReturnType<typeof started>>;

/** An edit of the list to B whose worker dies right after it. */
async function editedByOneWhoDies(at: Ground): Promise<void> {
  const replace: Deps['watchlists']['replace'] = async (...asked) => {
    await at.deps.watchlists.replace(...asked);
    throw new Crash('died after its edit');
  };
  const dying = { ...at.deps, watchlists: { ...at.deps.watchlists, replace } };
  await expect(at.edit(dying, ['B'])).rejects.toBeInstanceOf(Crash);
}

/** A worker beside whom something happens just before the rule is deleted, and who dies after that if `dies`. */
const beforeRemoval = (at: Ground, meanwhile: () => Promise<unknown>, dies: boolean): Deps => ({
  ...at.deps,
  rules: {
    ...at.deps.rules,
    remove: async (...asked) => {
      await meanwhile();
      await at.deps.rules.remove(...asked);
      if (dies) throw new Crash('died after its removal');
    },
  },
});

describe('a rule that is deleted', () => {
  it.each([true, false])(
    'while its list is edited leaves nothing behind (its worker dies: %s)',
    async (dies) => {
      const at = await started();
      const removed = at.remove(beforeRemoval(at, () => at.edit(at.deps, ['B']), dies));
      if (dies) await expect(removed).rejects.toBeInstanceOf(Crash);
      else await removed;
      if (dies) expect(await at.found()).toEqual([`B ${at.id}`]);
      if (dies) await at.settled();
      expect(await at.found()).toEqual([]);
      expect(await at.stores.reprojections.stale(Infinity, 10)).toEqual([]);
    },
  );

  it('while the reconciler makes it follow leaves nothing behind, though its worker dies', async () => {
    const at = await started();
    await at.haunted();
    const worker = beforeRemoval(at, () => reconcile(at.deps), true);
    await expect(at.remove(worker)).rejects.toBeInstanceOf(Crash);
    expect(await at.found()).toEqual([`A ${at.id}`]);
    await at.settled();
    expect(await at.found()).toEqual([]);
  });

  it.each([false, true])(
    'after the reconciler has made it follow an edit whose worker died leaves nothing behind (itself dies: %s)',
    async (dies) => {
      const at = await started();
      await at.haunted();
      const instances: Deps['instances'] = {
        ...at.deps.instances,
        put: async (...asked) => {
          await at.deps.instances.put(...asked);
          throw new Crash('died after its first instance');
        },
      };
      const meanwhile = async () => {
        await editedByOneWhoDies(at);
        if (dies) await expect(reconcile({ ...at.deps, instances })).rejects.toBeInstanceOf(Crash);
        else await reconcile(at.deps);
        expect(await at.found()).toContain(`B ${at.id}`);
      };
      await at.remove(beforeRemoval(at, meanwhile, false));
      expect(await at.found()).toEqual([]);
      await at.settled();
    },
  );

  it('while the worker of an edit dies, between what it reads of the list, leaves nothing behind', async () => {
    const at = await started();
    let reads = 0;
    const second = async () => {
      reads += 1;
      if (reads === 2) await editedByOneWhoDies(at);
    };
    const { watchlists, reprojections } = at.deps;
    await at.remove({
      ...at.deps,
      watchlists: { ...watchlists, get: async (...asked) => second().then(() => watchlists.get(...asked)) },
      reprojections: {
        ...reprojections,
        find: async (...asked) => second().then(() => reprojections.find(...asked)),
      },
    });
    expect(reads).toBe(2);
    expect(await at.found()).toEqual([]);
    await at.settled();
  });

  it('before it has followed an edit whose worker died leaves nothing behind', async () => {
    const at = await started();
    await editedByOneWhoDies(at);
    expect(await at.found()).toEqual([`A ${at.id}`]);
    await at.remove(at.deps);
    expect(await at.found()).toEqual([]);
    await at.settled();
  });
});

test('a rule that has not followed many changes takes no further edit, and is deleted all the same', async () => {
  const at = await started();
  const many = Array.from({ length: 500 }, (_, place) => `S${place}`);
  const reach = { symbols: many, intervals: ['1d' as const] };
  const subject = { ...TENANT, kind: 'rule', id: at.id } as const;
  await at.stores.reprojections.note(subject, reach, { name: 'other', since: at.clock.now() });
  const address = { ...TENANT, id: at.id };
  const edits = [
    () => replaceRule(at.deps, { ...address, expectedVersion: 1, body: ruleOn({ symbols: ['B'] }) }),
    () => pauseRule(at.deps, address),
  ];
  for (const edit of edits)
    await expect(edit()).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: expect.stringContaining(`"${at.id}" has not followed its earlier changes yet`),
    });
  expect(await at.stores.rules.get('local', at.id)).toMatchObject({ version: 1, paused: false });
  await at.remove(at.deps);
  expect(await at.found()).toEqual([]);
  await at.settled();
});

test('a rule that is made while its list is edited follows, though the worker of the edit dies', async () => {
  const at = await started();
  const made: string[] = [];
  const replace: Deps['watchlists']['replace'] = async (...asked) => {
    made.push((await createRule(at.deps, { ...TENANT, body: at.watching })).stored.id);
    await at.deps.watchlists.replace(...asked);
    throw new Crash('died after its edit');
  };
  const worker = { ...at.deps, watchlists: { ...at.deps.watchlists, replace } };
  await expect(at.edit(worker, ['B'])).rejects.toBeInstanceOf(Crash);
  await at.settled();
  expect((await at.found()).sort()).toEqual([`B ${at.id}`, `B ${made[0]}`].sort());
});

test('an edit that is refused leaves no note', async () => {
  const at = await started();
  const stale = replaceWatchlist(
    {
      ...at.deps,
      watchlists: {
        ...at.deps.watchlists,
        replace: async (next, version) => {
          await at.edit(at.deps, ['B']);
          return at.deps.watchlists.replace(next, version);
        },
      },
    },
    { ...TENANT, id: at.listId, name: 'x', symbols: ['A'] },
  );
  await expect(stale).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
  expect(await at.stores.reprojections.stale(Infinity, 10)).toEqual([]);
  expect(await at.found()).toEqual([`B ${at.id}`]);
});

describe('a projector that another has overtaken', () => {
  it.each<[string, (at: Ground) => Promise<unknown>]>([
    ['writes nothing over what is newer', (at) => pauseRule(at.deps, { ...TENANT, id: at.id })],
    ['brings back nothing that is gone', (at) => at.remove(at.deps)],
  ])('%s', async (_law, change) => {
    const at = await started();
    const written: Instance[] = [];
    let isChanged = false;
    const instances: Deps['instances'] = {
      ...at.deps.instances,
      ofRule: async (...asked) => {
        const found = await at.deps.instances.ofRule(...asked);
        if (isChanged) return found;
        isChanged = true;
        // Something has to be written: as if it had been of another version.
        await change(at);
        return found.map((one) => ({ ...one, ruleVersion: 0 }));
      },
      put: async (instance, expected) => {
        const isPut = await at.deps.instances.put(instance, expected);
        if (isPut) written.push(instance);
        return isPut;
      },
    };
    const reach = { symbols: ['A'], intervals: ['1d' as const] };
    const note = await at.stores.reprojections.note({ ...TENANT, kind: 'rule', id: at.id }, reach, {
      name: 'this',
      since: 1,
    });
    await projectRule({ ...at.deps, instances }, note);
    expect(written.map(({ ruleVersion }) => ruleVersion)).not.toContain(1);
    await at.settled();
  });
});

test('a removal that is tried again takes nothing that was put there meanwhile', async () => {
  const at = await started();
  await at.edit(at.deps, ['A', 'B']);
  const late: (() => Promise<unknown>)[] = [];
  const remove: Deps['instances']['remove'] = async (instance) => {
    late.push(() => at.deps.instances.remove(instance));
    return at.deps.instances.remove(instance);
  };
  await at.edit({ ...at.deps, instances: { ...at.deps.instances, remove } }, ['B']);
  at.clock.advance(1_000);
  await at.edit(at.deps, ['A', 'B']);
  for (const again of late) await again();
  expect(late).toHaveLength(1);
  expect(await at.found()).toEqual([`A ${at.id}`, `B ${at.id}`]);
});

test('an instance that a sweep writes while it is taken off is gone all the same', async () => {
  const at = await started();
  let writes = 0;
  const remove: Deps['instances']['remove'] = async (instance) => {
    writes += 1;
    if (writes <= 2)
      await at.stores.instances.put(
        { ...instance, stateVersion: instance.stateVersion + 1 },
        instance.stateVersion,
      );
    return at.deps.instances.remove(instance);
  };
  await at.remove({ ...at.deps, instances: { ...at.deps.instances, remove } });
  expect(writes).toBe(3);
  expect(await at.found()).toEqual([]);
  await at.settled();
});

test('a symbol that leaves its list and joins it again is judged anew, though its rule has followed neither', async () => {
  const at = await started();
  const unfollowed = { ...at.deps, instances: { ...at.deps.instances, put: async () => false } };
  const armedAt = async () => (await at.stores.instances.ofSeries(KEYS[0]!))[0]?.state.armedAt;
  expect(await armedAt()).toBe(WALL_START);
  for (const symbols of [['B'], ['A']]) {
    at.clock.advance(1_000);
    at.marketClock.set(at.marketClock.now() + 86_400_000);
    await at.edit(unfollowed, symbols);
  }
  await at.settled();
  expect(await armedAt()).toBe(WALL_START + 2 * 86_400_000);
});
