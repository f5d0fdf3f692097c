import { createKey } from '../../../lib/app/keys';
import { readRule } from '../../../lib/app/readRules';
import { pauseRule } from '../../../lib/app/pauseRule';
import { reconcile } from '../../../lib/app/reconcile';
import { createRule, replaceRule } from '../../../lib/app/rules';
import {
  createWatchlist,
  readWatchlist,
  removeWatchlist,
  replaceWatchlist,
} from '../../../lib/app/watchlists';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { Problem } from '../../../lib/problems';
import { Crash } from '../../support/faults';
import { ruleOn } from '../../support/ruleOn';
import { walkBars, world } from '../../support/world';

const TENANT = { tenant: 'local' };
const NAMED = ruleOn({ symbols: ['^GSPC'] });

const installed = () =>
  world({
    bars: { '^GSPC': walkBars('2008-01-02', '2008-12-31') },
    marketNow: sessionOn('2008-09-12')!.closeAt,
  });

/** How many of so many creations at once are let through. */
async function letThrough(count: number, create: () => Promise<unknown>): Promise<number> {
  const outcomes = await Promise.allSettled(Array.from({ length: count }, create));
  const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  expect(refusals).toEqual(refusals.map(() => expect.objectContaining({ code: 'LIMIT_EXCEEDED' })));
  return count - refusals.length;
}

describe('a quota', () => {
  it('holds for keys that are made at once, and none that was refused is live', async () => {
    const { deps, stores } = installed();
    const made = await letThrough(40, () => createKey(deps, { ...TENANT, name: 'x', scopes: ['read'] }));
    const { items } = await stores.keys.list('local', 100, undefined);
    expect(items.length).toBe(made);
    expect(made).toBeLessThanOrEqual(10);
  });

  it('holds for watchlists that are made at once', async () => {
    const { deps, stores } = installed();
    const made = await letThrough(120, () => createWatchlist(deps, { ...TENANT, name: 'x', symbols: ['A'] }));
    expect(await stores.watchlists.count('local', 1_000)).toBe(made);
    expect(made).toBeLessThanOrEqual(50);
  });

  it('holds for rules that are made at once beside those there are', async () => {
    const { deps, stores } = installed();
    for (let place = 0; place < 490; place += 1) await createRule(deps, { ...TENANT, body: NAMED });
    const made = await letThrough(40, () => createRule(deps, { ...TENANT, body: NAMED }));
    expect(await stores.rules.count('local', 1_000)).toBe(490 + made);
    expect(made).toBeLessThanOrEqual(10);
  });

  it('lets the last through that there is room for', async () => {
    const { deps } = installed();
    for (let place = 0; place < 10; place += 1)
      await createKey(deps, { ...TENANT, name: 'x', scopes: ['read'] });
    expect(await letThrough(1, () => createKey(deps, { ...TENANT, name: 'x', scopes: ['read'] }))).toBe(0);
  });
});

describe('a watchlist that is deleted while a rule begins to watch it', () => {
  /** Deletes the list between the look of the rule's writer and his write, and the other way round. */
  async function raced(write: (at: ReturnType<typeof installed>, list: string) => Promise<unknown>) {
    const at = installed();
    const { id } = await createWatchlist(at.deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
    const outcomes = await Promise.allSettled([write(at, id), removeWatchlist(at.deps, { ...TENANT, id })]);
    const isThere = await readWatchlist(at.deps, { ...TENANT, id }).then(
      () => true,
      () => false,
    );
    return { at, outcomes: outcomes.map(({ status }) => status), isThere };
  }

  it('is kept, or the rule is refused', async () => {
    const { outcomes, isThere, at } = await raced(({ deps }, watchlist) =>
      createRule(deps, { ...TENANT, body: ruleOn({ watchlist }) }),
    );
    const rules = await at.stores.rules.count('local', 10);
    expect({ rule: outcomes[0] === 'fulfilled', rules }).toEqual({ rule: isThere, rules: isThere ? 1 : 0 });
    expect(outcomes).toContain('rejected');
  });

  it('is kept, or the rule stays as it was', async () => {
    let id = '';
    const { outcomes, isThere, at } = await raced(async ({ deps }, watchlist) => {
      const { stored } = await createRule(deps, { ...TENANT, body: NAMED });
      id = stored.id;
      return replaceRule(deps, { ...TENANT, id, expectedVersion: 1, body: ruleOn({ watchlist }) });
    });
    const { stored } = await readRule(at.deps, { ...TENANT, id });
    expect('watchlist' in stored.rule.targets).toBe(isThere && outcomes[0] === 'fulfilled');
  });

  it('is there all the time where its deletion is refused, for it was looked for rules twice', async () => {
    const { deps, stores } = installed();
    const { id } = await createWatchlist(deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
    const { replace } = stores.watchlists;
    let rule: unknown;
    stores.watchlists.replace = async (...edit) => {
      stores.watchlists.replace = replace;
      await replace(...edit);
      rule = await createRule(deps, { ...TENANT, body: ruleOn({ watchlist: id }) });
      expect(await readWatchlist(deps, { ...TENANT, id })).toMatchObject({ name: 'x' });
    };
    await expect(removeWatchlist(deps, { ...TENANT, id })).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect(rule).toMatchObject({ states: [{ symbol: '^GSPC' }] });
    expect(await readWatchlist(deps, { ...TENANT, id })).not.toHaveProperty('closing');
  });

  it('before the rule is written leaves that as it was, with its states', async () => {
    const { deps, stores } = installed();
    const { id: watchlist } = await createWatchlist(deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
    const before = await createRule(deps, { ...TENANT, body: NAMED });
    const address = { ...TENANT, id: before.stored.id };
    const { note } = stores.reprojections;
    const reprojections = {
      ...stores.reprojections,
      note: async (...asked: Parameters<typeof note>) => {
        if (asked[0].kind === 'watchlist') await removeWatchlist(deps, { ...TENANT, id: watchlist });
        return note(...asked);
      },
    };
    const edit = { ...address, expectedVersion: 1, body: ruleOn({ watchlist }) };
    await expect(replaceRule({ ...deps, reprojections }, edit)).rejects.toMatchObject({
      code: 'RULE_INVALID',
    });
    const { stored, states } = before;
    expect(await readRule(deps, address)).toMatchObject({ stored, states });
    expect(await stores.reprojections.stale(Infinity, 10)).toEqual([]);
  });

  it.each(['create', 'replace'] as const)(
    'while a rule on it is about to be written (%s) is refused',
    async (method) => {
      const { deps, stores } = installed();
      const { id: watchlist } = await createWatchlist(deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
      const { stored } = await createRule(deps, { ...TENANT, body: NAMED });
      const write = stores.rules[method] as (...given: unknown[]) => Promise<void>;
      const rules = {
        ...stores.rules,
        [method]: async (...given: unknown[]) => {
          await expect(removeWatchlist(deps, { ...TENANT, id: watchlist })).rejects.toMatchObject({
            code: 'STORE_CONFLICT',
            message: expect.stringContaining('is being changed: nothing is deleted'),
          });
          return write(...given);
        },
      };
      const body = ruleOn({ watchlist });
      if (method === 'create') await createRule({ ...deps, rules }, { ...TENANT, body });
      else await replaceRule({ ...deps, rules }, { ...TENANT, id: stored.id, expectedVersion: 1, body });
      expect(await stores.watchlists.get('local', watchlist)).not.toHaveProperty('closing');
      expect(await stores.reprojections.stale(Infinity, 10)).toEqual([]);
    },
  );

  it('is kept by a rule that is written when it has been looked for rules for the last time', async () => {
    const { deps, stores } = installed();
    const { id } = await createWatchlist(deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
    const { remove } = stores.watchlists;
    stores.watchlists.remove = async (...gone) => {
      await createRule(deps, { ...TENANT, body: ruleOn({ watchlist: id }) });
      return remove(...gone);
    };
    await expect(removeWatchlist(deps, { ...TENANT, id })).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await stores.instances.ofSeries({ series: '^GSPC', interval: '1d' })).toHaveLength(1);
  });

  it.each<[string, (at: ReturnType<typeof installed>, id: string) => Promise<unknown>, string]>([
    ['watches', ({ deps }, watchlist) => createRule(deps, { ...TENANT, body: ruleOn({ watchlist }) }), 'x'],
    [
      'edits',
      ({ deps }, id) => replaceWatchlist(deps, { ...TENANT, id, name: 'mine', symbols: ['SPY'] }),
      'mine',
    ],
  ])('is not taken back for want of room once somebody %s it', async (_what, use, name) => {
    const at = installed();
    const { count } = at.stores.watchlists;
    let counts = 0;
    at.stores.watchlists.count = async (tenant, most) => {
      counts += 1;
      if (counts === 1) return count(tenant, most);
      const { items } = await at.stores.watchlists.list('local', 10);
      await use(at, items[0]!.id);
      return 51;
    };
    const made = await createWatchlist(at.deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
    expect(made.name).toBe(name);
    expect(await readWatchlist(at.deps, { ...TENANT, id: made.id })).toEqual(made);
    expect(made).not.toHaveProperty('closing');
  });

  it('names the rule that has overtaken it', async () => {
    const { deps, stores } = installed();
    const { id } = await createWatchlist(deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
    const { remove } = stores.watchlists;
    let rule = '';
    stores.watchlists.remove = async (...gone) => {
      rule = (await createRule(deps, { ...TENANT, body: ruleOn({ watchlist: id }) })).stored.id;
      return remove(...gone);
    };
    const refused = removeWatchlist(deps, { ...TENANT, id }).catch((error: Error) => error.message);
    expect(await refused).toContain(`is watched by the rule "${rule}"`);
  });

  it('whose deletion died can be edited, watched, and deleted again', async () => {
    const { deps, stores } = installed();
    const { id } = await createWatchlist(deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
    const { remove } = stores.watchlists;
    stores.watchlists.remove = async () => {
      throw new Crash('died before it was removed');
    };
    const dies = () => expect(removeWatchlist(deps, { ...TENANT, id })).rejects.toBeInstanceOf(Crash);
    await dies();
    const edited = await replaceWatchlist(deps, { ...TENANT, id, name: 'y', symbols: ['^GSPC'] });
    expect(edited).not.toHaveProperty('closing');
    await dies();
    stores.watchlists.remove = remove;
    await removeWatchlist(deps, { ...TENANT, id });
    expect(await stores.watchlists.count('local', 10)).toBe(0);
  });
});

describe('a rule on a list', () => {
  it('stands where the note of the list cannot be cleared, and the reconciler clears it', async () => {
    const { deps, stores, clock } = installed();
    const list = await createWatchlist(deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
    const { clear } = stores.reprojections;
    const reprojections = {
      ...stores.reprojections,
      clear: async (...asked: Parameters<typeof clear>) => {
        if (asked[0].kind === 'watchlist') throw new Problem('STORE_UNAVAILABLE', 'Not now.');
        return clear(...asked);
      },
    };
    const body = ruleOn({ watchlist: list.id });
    const { states } = await createRule({ ...deps, reprojections }, { ...TENANT, body });
    expect(states).toMatchObject([{ symbol: '^GSPC' }]);
    expect(await stores.reprojections.stale(Infinity, 10)).toMatchObject([{ id: list.id }]);
    clock.advance(120_000);
    await reconcile(deps);
    expect(await stores.reprojections.stale(Infinity, 10)).toEqual([]);
  });

  it('that somebody has paused before it could be counted is not taken back', async () => {
    const { deps, stores } = installed();
    const { count } = stores.rules;
    let counts = 0;
    stores.rules.count = async (tenant, most) => {
      counts += 1;
      if (counts === 1) return count(tenant, most);
      const { items } = await stores.rules.list('local', 10);
      await pauseRule(deps, { ...TENANT, id: items[0]!.id });
      return 501;
    };
    const { stored } = await createRule(deps, { ...TENANT, body: NAMED });
    expect(await stores.rules.get('local', stored.id)).toMatchObject({ version: 2, paused: true });
  });
});

describe('a rule that is refused after it was stored', () => {
  it('leaves nothing of what an edit of its watchlist has made of it meanwhile', async () => {
    const { deps, stores } = installed();
    const list = await createWatchlist(deps, { ...TENANT, name: 'x', symbols: ['^GSPC'] });
    const { count } = stores.rules;
    let counts = 0;
    stores.rules.count = async (tenant, most) => {
      counts += 1;
      if (counts === 1) return count(tenant, most);
      await replaceWatchlist(deps, { ...TENANT, id: list.id, name: 'y', symbols: ['^GSPC'] });
      return 501;
    };
    await expect(createRule(deps, { ...TENANT, body: ruleOn({ watchlist: list.id }) })).rejects.toMatchObject(
      {
        code: 'LIMIT_EXCEEDED',
      },
    );
    expect(await stores.instances.ofSeries({ series: '^GSPC', interval: '1d' })).toEqual([]);
  });
});
