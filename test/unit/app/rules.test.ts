import { listRules, readRule } from '../../../lib/app/readRules';
import { createRule, removeRule, replaceRule } from '../../../lib/app/rules';
import { createWatchlist } from '../../../lib/app/watchlists';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import type { Rule } from '../../../lib/rules/rule';
import { settle } from '../../support/drain';
import { Crash } from '../../support/faults';
import { mortal } from '../../support/mortal';
import { walkBars, world } from '../../support/world';

const BARS = { AAA: walkBars('2023-01-03', '2024-03-01', 1), BBB: walkBars('2023-01-03', '2024-03-01', 2) };
const KEYS = ['AAA', 'BBB', 'CCC'].map((series) => ({ series, interval: '1d' as const }));

const ruleOn = (symbols: readonly string[], level = 1e6, more: object = {}) => ({
  dsl: '1',
  name: 'level',
  targets: { symbols },
  interval: '1d',
  when: { op: '>', left: 'close', right: level },
  ...more,
});

const symbolsOf = ({ targets }: Rule) => ('symbols' in targets ? targets.symbols : []);

const emptyWorld = () => world({ bars: BARS, marketNow: sessionOn('2024-01-08')!.closeAt });

const TENANT = { tenant: 'local' };

describe('rules', () => {
  it('are armed from market now on, one instance for each symbol', async () => {
    const { deps } = emptyWorld();
    const { stored, states, warnings } = await createRule(deps, { ...TENANT, body: ruleOn(['AAA', 'BBB']) });
    expect(states.map(({ symbol, state }) => [symbol, state])).toEqual([
      ['AAA', 'normal'],
      ['BBB', 'normal'],
    ]);
    expect(stored).toMatchObject({ version: 1, arming: 1, armedAt: sessionOn('2024-01-08')!.closeAt });
    expect(warnings).toEqual([]);
  });

  it.each([
    [
      'a symbol that no source knows',
      ruleOn(['CCC']),
      /^The rule stays silent on "CCC" until a source serves it or you import its bars: /,
    ],
    ['a condition that holds already', ruleOn(['AAA'], 1), /^The condition is already true on "AAA"/],
    [
      'a forecast without a model',
      ruleOn(['AAA'], 1, { when: { op: '>', left: { ml: 'vol', at: '5d' }, right: 1 } }),
      /^No model is trained for "AAA" on 1d bars, 5 ahead: .*horizon "5bars"/,
    ],
  ])('warn of %s', async (_what, body, warning) => {
    const { warnings } = await createRule(emptyWorld().deps, { ...TENANT, body });
    expect(warnings).toEqual([expect.stringMatching(warning)]);
  });

  it('are 500 to a tenant at most', async () => {
    const { deps } = emptyWorld();
    const counted = { ...deps.rules, count: async (tenant: string) => (tenant === 'local' ? 500 : 499) };
    const full = { ...deps, rules: counted };
    await expect(createRule(full, { ...TENANT, body: ruleOn(['AAA']) })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      message: 'The tenant has 500 rules, which is the most; delete one first.',
    });
    await expect(createRule(full, { tenant: 'local-2', body: ruleOn(['AAA']) })).resolves.toBeDefined();
  });

  it('name every mistake in a body that is no rule', async () => {
    const body = {
      ...ruleOn(['AAA']),
      color: 'red',
      when: { op: 'crosses_up', left: { ind: 'rsii', n: 14 }, right: 30 },
    };
    await expect(createRule(emptyWorld().deps, { ...TENANT, body })).rejects.toMatchObject({
      code: 'RULE_INVALID',
      details: expect.arrayContaining([
        expect.objectContaining({ path: 'color' }),
        expect.objectContaining({
          path: 'when.left.ind',
          message: expect.stringContaining('did you mean "rsi"?'),
        }),
      ]),
    });
  });

  it.each([
    ['keep their states when only the name changes', ruleOn(['AAA'], 1e6, { name: 'renamed' }), 1],
    ['are armed anew when the condition changes', ruleOn(['AAA'], 2e6), 2],
    ['are armed anew when the targets change', ruleOn(['AAA', 'BBB']), 2],
  ])('%s', async (_what, body, arming) => {
    const { deps, marketClock } = emptyWorld();
    const { stored } = await createRule(deps, { ...TENANT, body: ruleOn(['AAA']) });
    marketClock.set(sessionOn('2024-01-09')!.closeAt);
    const replaced = await replaceRule(deps, { ...TENANT, id: stored.id, expectedVersion: 1, body });
    expect(replaced.stored).toMatchObject({ version: 2, arming });
    const [instance] = await deps.instances.ofSeries(KEYS[0]!);
    const armedOn = arming === 1 ? '2024-01-08' : '2024-01-09';
    expect(instance).toMatchObject({ ruleVersion: 2, state: { armedAt: sessionOn(armedOn)!.closeAt } });
  });

  it('refuse a stale version and leave everything as it was', async () => {
    const { deps } = emptyWorld();
    const { stored } = await createRule(deps, { ...TENANT, body: ruleOn(['AAA']) });
    const address = { ...TENANT, id: stored.id };
    await replaceRule(deps, { ...address, expectedVersion: 1, body: ruleOn(['AAA'], 2e6) });
    const stale = { ...address, expectedVersion: 1 };
    await expect(replaceRule(deps, { ...stale, body: ruleOn(['BBB']) })).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
    });
    await expect(removeRule(deps, stale)).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
    expect((await readRule(deps, address)).stored).toMatchObject({
      version: 2,
      rule: { targets: { symbols: ['AAA'] } },
    });
  });

  it('stand once they are written, though others keep writing their instances', async () => {
    const at = emptyWorld();
    const contested = { ...at.deps, instances: { ...at.deps.instances, put: async () => false } };
    const { stored, states } = await createRule(contested, { ...TENANT, body: ruleOn(['AAA']) });
    expect(states).toEqual([]);
    const edit = { ...TENANT, id: stored.id, expectedVersion: 1, body: ruleOn(['AAA', 'BBB']) };
    expect((await replaceRule(contested, edit)).stored.version).toBe(2);
    at.clock.advance(120_000);
    await settle(at, 1);
    const { states: followed } = await readRule(at.deps, { ...TENANT, id: stored.id });
    expect(followed.map(({ symbol }) => symbol)).toEqual(['AAA', 'BBB']);
  });

  it('belong to their tenant alone', async () => {
    const { deps } = emptyWorld();
    const { stored } = await createRule(deps, { ...TENANT, body: ruleOn(['AAA']) });
    await expect(readRule(deps, { tenant: 'local-2', id: stored.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await listRules(deps, { tenant: 'local-2', limit: 10 })).items).toEqual([]);
  });

  it('come in pages that end early where they watch very many symbols together', async () => {
    const { deps } = emptyWorld();
    const many = Array.from({ length: 50 }, (_, place) => `S${place}`);
    const { id: watchlist } = await createWatchlist(deps, { ...TENANT, name: 'many', symbols: many });
    for (let made = 0; made < 15; made += 1) {
      await createRule(deps, { ...TENANT, body: ruleOn(many) });
      await createRule(deps, { ...TENANT, body: { ...ruleOn([]), targets: { watchlist } } });
    }
    const first = await listRules(deps, { ...TENANT, limit: 100 });
    expect(first.items.map(({ states }) => states.length)).toEqual(Array.from({ length: 20 }, () => 50));
    const rest = await listRules(deps, { ...TENANT, limit: 100, after: first.next! });
    expect(rest.items).toHaveLength(10);
    expect(rest.next).toBeUndefined();
    const ids = [...first.items, ...rest.items].map(({ stored }) => stored.id);
    expect(new Set(ids).size).toBe(30);
  });

  it('match their instances again after a worker died at any write of creating, replacing or deleting', async () => {
    const scenario = async (deps: ReturnType<typeof emptyWorld>['deps']) => {
      const { stored } = await createRule(deps, { ...TENANT, body: ruleOn(['AAA', 'BBB']) });
      await replaceRule(deps, { ...TENANT, id: stored.id, expectedVersion: 1, body: ruleOn(['BBB', 'CCC']) });
      await removeRule(deps, { ...TENANT, id: stored.id, expectedVersion: 2 });
    };
    const { deps, writes } = mortal(emptyWorld().deps, undefined);
    await scenario(deps as ReturnType<typeof emptyWorld>['deps']);
    expect(writes.length).toBeGreaterThan(10);
    for (const [index, write] of writes.entries()) {
      for (const when of ['before', 'after'] as const) {
        const at = emptyWorld();
        const worker = mortal(at.deps, { call: index + 1, when });
        await expect(scenario(worker.deps as typeof at.deps)).rejects.toBeInstanceOf(Crash);
        at.clock.advance(120_000);
        await settle(at, 1);
        const { items } = await listRules(at.deps, { ...TENANT, limit: 10 });
        const wanted = items.flatMap(({ stored }) =>
          symbolsOf(stored.rule).map((symbol) => [symbol, stored.version]),
        );
        const standing = (await Promise.all(KEYS.map((key) => at.deps.instances.ofSeries(key)))).flat();
        const found = standing.map(({ symbol, ruleVersion }) => [symbol, ruleVersion]);
        expect({ write, when, found }).toEqual({ write, when, found: wanted });
      }
    }
  });
});
