import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { reconcile } from '../../../lib/app/reconcile';
import { readRule } from '../../../lib/app/readRules';
import { createRule, removeRule } from '../../../lib/app/rules';
import {
  createWatchlist,
  listWatchlists,
  readWatchlist,
  removeWatchlist,
  replaceWatchlist,
} from '../../../lib/app/watchlists';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { Problem } from '../../../lib/problems';
import { settle } from '../../support/drain';
import { Crash } from '../../support/faults';
import { mortal } from '../../support/mortal';
import { walkBars, world } from '../../support/world';

const BARS = {
  AAA: walkBars('2023-01-03', '2024-03-01', 1),
  BBB: walkBars('2023-01-03', '2024-03-01', 2),
  CCC: walkBars('2023-01-03', '2024-03-01', 3),
};
const KEYS = ['AAA', 'BBB', 'CCC'].map((series) => ({ series, interval: '1d' as const }));
const DAYS = sessionsBetween('2024-01-08', '2024-01-31').map(({ closeAt }) => closeAt);
const TENANT = { tenant: 'local' };

const ruleOn = (watchlist: string, right = 0.01, more: object = {}) => ({
  dsl: '1',
  name: 'above',
  targets: { watchlist },
  interval: '1d',
  when: { op: '>', left: 'close', right },
  ...more,
});

/** The rules of a world in which reading one takes so long. */
const slowed = (
  { deps, clock }: Pick<ReturnType<typeof world>, 'deps' | 'clock'>,
  byMs: number,
): typeof deps.rules => ({
  ...deps.rules,
  get: async (tenant, id) => {
    clock.advance(byMs);
    return deps.rules.get(tenant, id);
  },
});

async function started(symbols: readonly string[] = ['AAA', 'BBB']) {
  const at = world({ bars: BARS, marketNow: DAYS[0]! });
  const list = await createWatchlist(at.deps, { ...TENANT, name: 'banks', symbols });
  const address = { ...TENANT, id: list.id };
  const edit = (next: readonly string[], more: object = {}) =>
    replaceWatchlist(at.deps, { ...address, name: 'banks', symbols: next, ...more });
  const sweepOn = async (day: number) => {
    at.marketClock.set(DAYS[day]!);
    for (const key of KEYS) await evaluateSeries(at.deps, key);
  };
  const fired = async () => {
    const { items } = await at.stores.alerts.list({ ...TENANT, limit: 100 });
    return items.map(({ symbol, barClosedAt }) => `${symbol} ${DAYS.indexOf(barClosedAt)}`).sort();
  };
  return { ...at, list, address, edit, sweepOn, fired };
}

describe('a watchlist', () => {
  it('is created, read, listed and deleted', async () => {
    const at = await started();
    const { list } = at;
    expect(list).toMatchObject({ version: 1, name: 'banks', symbols: ['AAA', 'BBB'], armedAt: DAYS[0] });
    expect(await readWatchlist(at.deps, at.address)).toEqual(list);
    expect(await listWatchlists(at.deps, { ...TENANT, limit: 5 })).toEqual({
      items: [list],
      next: undefined,
    });
    await removeWatchlist(at.deps, at.address);
    await expect(readWatchlist(at.deps, at.address)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of another tenant is not found, whatever is done to it', async () => {
    const at = await started();
    const foreign = { tenant: 'local-2', id: at.list.id };
    const gone = { code: 'NOT_FOUND', message: `There is no watchlist "${at.list.id}".` };
    await expect(readWatchlist(at.deps, foreign)).rejects.toMatchObject(gone);
    await expect(removeWatchlist(at.deps, foreign)).rejects.toMatchObject(gone);
    const edit = { ...foreign, name: 'mine', symbols: ['CCC'] };
    await expect(replaceWatchlist(at.deps, edit)).rejects.toMatchObject(gone);
    const rule = createRule(at.deps, { tenant: 'local-2', body: ruleOn(at.list.id) });
    await expect(rule).rejects.toMatchObject({
      code: 'RULE_INVALID',
      details: [{ path: 'targets.watchlist', message: expect.stringContaining(`"${at.list.id}"`) }],
    });
    expect(await readWatchlist(at.deps, at.address)).toEqual(at.list);
  });

  it('is edited by the version that was read, or whatever its version', async () => {
    const at = await started();
    await expect(at.edit(['CCC'], { expectedVersion: 2 })).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect(await at.edit(['CCC'], { expectedVersion: 1 })).toMatchObject({ version: 2, symbols: ['CCC'] });
    expect(await at.edit(['AAA'])).toMatchObject({ version: 3, symbols: ['AAA'] });
    const stale = removeWatchlist(at.deps, { ...at.address, expectedVersion: 1 });
    await expect(stale).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
  });

  it('is one of fifty at most', async () => {
    const at = await started();
    for (let made = 1; made < 50; made += 1) {
      await createWatchlist(at.deps, { ...TENANT, name: `list ${made}`, symbols: ['AAA'] });
    }
    const more = { name: 'one more', symbols: ['AAA'] };
    await expect(createWatchlist(at.deps, { ...TENANT, ...more })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringContaining('has 50 watchlists'),
    });
    await expect(createWatchlist(at.deps, { tenant: 'local-2', ...more })).resolves.toBeDefined();
  });

  it('is not deleted while a rule watches it', async () => {
    const at = await started();
    const { stored } = await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    await expect(removeWatchlist(at.deps, at.address)).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: expect.stringContaining(`the rule "${stored.id}" and 1 more`),
    });
  });
});

describe('a rule on a watchlist', () => {
  it('watches its symbols', async () => {
    const at = await started();
    const { states } = await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    expect(states.map(({ symbol }) => symbol)).toEqual(['AAA', 'BBB']);
    await at.sweepOn(1);
    expect(await at.fired()).toEqual(['AAA 1', 'BBB 1']);
  });

  it('follows an edit: who stays keeps its state, who joins is watched from then on, who leaves no longer', async () => {
    const at = await started();
    const { stored } = await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    await at.sweepOn(2);
    expect(await at.fired()).toEqual(['AAA 1', 'BBB 1']);
    at.marketClock.set(DAYS[5]!);
    await at.edit(['BBB', 'CCC']);
    const { states } = await readRule(at.deps, { ...TENANT, id: stored.id });
    expect(states).toEqual([
      { symbol: 'BBB', state: 'firing', since: DAYS[1] },
      { symbol: 'CCC', state: 'normal', since: DAYS[5] },
    ]);
    await at.sweepOn(8);
    expect(await at.fired()).toEqual(['AAA 1', 'BBB 1', 'CCC 6']);
  });

  it('begins anew on a symbol that left and comes back', async () => {
    const at = await started();
    await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    await at.sweepOn(1);
    await at.edit(['BBB']);
    await at.sweepOn(3);
    await at.edit(['AAA', 'BBB']);
    await at.sweepOn(5);
    expect(await at.fired()).toEqual(['AAA 1', 'AAA 4', 'BBB 1']);
  });

  it('is left alone by an edit of another list', async () => {
    const at = await started();
    const other = await createWatchlist(at.deps, { ...TENANT, name: 'other', symbols: ['AAA'] });
    const { stored } = await createRule(at.deps, { ...TENANT, body: ruleOn(other.id) });
    await at.edit(['CCC']);
    const { states } = await readRule(at.deps, { ...TENANT, id: stored.id });
    expect(states.map(({ symbol }) => symbol)).toEqual(['AAA']);
  });

  it('follows with the reconciler where more watch the list than an edit has time for', async () => {
    const at = await started(['AAA']);
    for (let made = 0; made < 22; made += 1) {
      await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    }
    // Each rule is read twice: of the five seconds the tenth finds nothing left.
    const rules = slowed(at, 300);
    await replaceWatchlist({ ...at.deps, rules }, { ...at.address, name: 'banks', symbols: ['BBB'] });
    const watching = async (place: number) => (await at.deps.instances.ofSeries(KEYS[place]!)).length;
    expect([await watching(0), await watching(1)]).toEqual([13, 9]);
    at.clock.advance(120_000);
    await settle(at, 1);
    expect([await watching(0), await watching(1)]).toEqual([0, 22]);
  });

  it('follows with the reconciler where the store fails, and no other is tried before', async () => {
    const at = await started(['AAA']);
    for (let made = 0; made < 3; made += 1)
      await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    let puts = 0;
    const put = async () => {
      puts += 1;
      throw new Problem('STORE_UNAVAILABLE', 'The table is down.');
    };
    const deps = { ...at.deps, instances: { ...at.deps.instances, put } };
    await replaceWatchlist(deps, { ...at.address, name: 'banks', symbols: ['BBB'] });
    expect(puts).toBe(1);
    at.clock.advance(120_000);
    await settle(at, 1);
    expect(await at.deps.instances.ofSeries(KEYS[1]!)).toHaveLength(3);
  });

  it('that follows late watches what joined from the edit on, whatever has been edited since', async () => {
    const at = await started(['AAA']);
    const { stored } = await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    const rules = slowed(at, 6_000);
    const late = { ...at.deps, rules, instances: { ...at.deps.instances, put: async () => false } };
    at.marketClock.set(DAYS[2]!);
    await replaceWatchlist(late, { ...at.address, name: 'banks', symbols: ['AAA', 'BBB'] });
    at.marketClock.set(DAYS[5]!);
    await replaceWatchlist(late, { ...at.address, name: 'renamed', symbols: ['AAA', 'BBB', 'CCC'] });
    at.clock.advance(120_000);
    await reconcile(at.deps);
    const { states } = await readRule(at.deps, { ...TENANT, id: stored.id });
    expect(states.map(({ symbol, since }) => [symbol, DAYS.indexOf(since)])).toEqual([
      ['AAA', 0],
      ['BBB', 2],
      ['CCC', 5],
    ]);
  });

  it('is late by the first of the edits that it has not followed', async () => {
    const at = await started(['AAA']);
    await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    const late = { ...at.deps, instances: { ...at.deps.instances, put: async () => false } };
    const rename = (name: string) => replaceWatchlist(late, { ...at.address, name, symbols: ['BBB'] });
    await rename('one');
    at.clock.advance(10_000);
    await rename('two');
    at.clock.advance(at.deps.timing.outboxDueMs - 9_000);
    await reconcile(at.deps);
    expect(await at.deps.instances.ofSeries(KEYS[1]!)).toHaveLength(1);
  });

  it('is left as it is where its rules have not followed many edits before', async () => {
    const at = await started(['AAA']);
    const { stored } = await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    const late = { ...at.deps, instances: { ...at.deps.instances, put: async () => false } };
    const edit = (place: number) => {
      const symbols = Array.from({ length: 50 }, (_, symbol) => `S${place}.${symbol}`);
      return replaceWatchlist(late, { ...at.address, name: 'banks', symbols });
    };
    let edits = 0;
    const refused = async () => {
      for (;;) {
        await edit(edits);
        edits += 1;
      }
    };
    await expect(refused()).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: expect.stringContaining(`${at.list.id}" have not followed`),
    });
    expect(edits).toBe(19);
    expect((await readWatchlist(at.deps, at.address)).version).toBe(1 + edits);
    const address = { ...TENANT, id: stored.id };
    await removeRule(at.deps, { ...address, expectedVersion: 1 });
    const subjects = await at.stores.reprojections.stale(Infinity, 10);
    expect(subjects.map(({ id }) => id).sort()).toEqual([at.list.id, stored.id].sort());
    at.clock.advance(120_000);
    await settle(at, 1);
    expect(await at.stores.reprojections.stale(Infinity, 10)).toEqual([]);
    await edit(edits);
  });

  it('is not written again where an edit changes nothing for it', async () => {
    const at = await started(['AAA', 'BBB']);
    await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id) });
    const worker = mortal(at.deps, undefined);
    await replaceWatchlist(worker.deps, { ...at.address, name: 'renamed', symbols: ['AAA', 'BBB'] });
    expect(worker.writes.filter((write) => write.startsWith('instances.'))).toEqual([]);
  });

  it('follows an edit that dies at any of its writes, once the reconciler comes by', async () => {
    const scenario = async (at: Awaited<ReturnType<typeof started>>, deps = at.deps) => {
      await replaceWatchlist(deps, { ...at.address, name: 'banks', symbols: ['BBB', 'CCC'] });
    };
    const begun = async () => {
      const at = await started();
      await createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id, 1e6) });
      return at;
    };
    const quiet = await begun();
    const counter = mortal(quiet.deps, undefined);
    await scenario(quiet, counter.deps as typeof quiet.deps);
    expect(counter.writes.length).toBeGreaterThan(4);
    for (const [index] of counter.writes.entries()) {
      for (const when of ['before', 'after'] as const) {
        const at = await begun();
        const worker = mortal(at.deps, { call: index + 1, when });
        await expect(scenario(at, worker.deps as typeof at.deps)).rejects.toBeInstanceOf(Crash);
        at.clock.advance(120_000);
        await settle(at, 1);
        const standing = (await Promise.all(KEYS.map((key) => at.deps.instances.ofSeries(key)))).flat();
        const { symbols } = await readWatchlist(at.deps, at.address);
        expect(standing.map(({ symbol }) => symbol).sort()).toEqual([...symbols].sort());
      }
    }
  });

  it('that is written while the list is edited watches what the list then holds', async () => {
    const at = await started(['AAA']);
    let written: Promise<unknown> | undefined;
    const watchlists: typeof at.deps.watchlists = {
      ...at.deps.watchlists,
      replace: async (...edit) => {
        written = createRule(at.deps, { ...TENANT, body: ruleOn(at.list.id, 1e6) });
        await written;
        return at.deps.watchlists.replace(...edit);
      },
    };
    await replaceWatchlist({ ...at.deps, watchlists }, { ...at.address, name: 'banks', symbols: ['BBB'] });
    const standing = (await Promise.all(KEYS.map((key) => at.deps.instances.ofSeries(key)))).flat();
    expect(standing.map(({ symbol }) => symbol)).toEqual(['BBB']);
  });
});
