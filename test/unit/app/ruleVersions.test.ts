import { listRules, readRule } from '../../../lib/app/readRules';
import { createRule, removeRule, replaceRule } from '../../../lib/app/rules';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { WALL_START, walkBars, world } from '../../support/world';

const BARS = { AAA: walkBars('2023-01-03', '2024-03-01', 1), BBB: walkBars('2023-01-03', '2024-03-01', 2) };
const closeOf = (date: string) => sessionOn(date)!.closeAt;
const TENANT = { tenant: 'local' };

const ruleOn = (symbols: readonly string[], more: object = {}) => ({
  dsl: '1',
  name: 'level',
  targets: { symbols },
  interval: '1d',
  when: { op: '>', left: 'close', right: 1e6 },
  ...more,
});

async function created() {
  const at = world({ bars: BARS, marketNow: closeOf('2024-01-08') });
  const { stored } = await createRule(at.deps, { ...TENANT, body: ruleOn(['AAA']) });
  at.clock.advance(5_000);
  at.marketClock.set(closeOf('2024-01-09'));
  return { ...at, stored, address: { ...TENANT, id: stored.id } };
}

/** Prices in a condition that stays are of the day on which it was created. */
const WRITTEN = {
  market: closeOf('2024-01-08'),
  wall: WALL_START,
  simulated: closeOf('2024-01-08'),
};

describe('a rule that is replaced', () => {
  it.each<[string, object, boolean]>([
    ['with itself', {}, false],
    ['by another severity', { severity: 'critical' }, false],
    ['by another cooldown', { trigger: { cooldown: 3 } }, false],
    ['by another interval', { interval: '1h' }, true],
    ['by another condition', { when: { op: '<', left: 'close', right: 1e-6 } }, true],
    ['by other symbols', { targets: { symbols: ['BBB'] } }, true],
  ])(
    '%s keeps its creation, and is armed anew only where what it judges changed',
    async (_how, more, rearms) => {
      const at = await created();
      const body = ruleOn(['AAA'], more);
      const { stored } = await replaceRule(at.deps, { ...at.address, expectedVersion: 1, body });
      expect(stored).toEqual({
        ...at.stored,
        rule: body,
        version: 2,
        arming: rearms ? 2 : 1,
        armedAt: closeOf(rearms ? '2024-01-09' : '2024-01-08'),
        armedAtSimulated: closeOf(rearms ? '2024-01-09' : '2024-01-08'),
        armedAtWall: rearms ? WALL_START + 5_000 : WALL_START,
        createdAt: WALL_START,
        updatedAt: WALL_START + 5_000,
        ...(rearms && !('when' in more) && { writtenAt: WRITTEN }),
      });
      expect((await readRule(at.deps, at.address)).stored).toEqual(stored);
    },
  );

  it('has prices of the day on which its condition was written, through any number of other edits', async () => {
    const at = await created();
    const edits = [
      { targets: { symbols: ['BBB'] } },
      { severity: 'critical' },
      { targets: { symbols: ['AAA'] } },
    ];
    const writtenAt = async (expectedVersion: number, more: object) => {
      const body = ruleOn(['AAA'], more);
      const { stored } = await replaceRule(at.deps, { ...at.address, expectedVersion, body });
      at.clock.advance(1_000);
      const series = stored.rule.targets as { symbols: string[] };
      const [instance] = await at.deps.instances.ofSeries({ series: series.symbols[0]!, interval: '1d' });
      return [stored.writtenAt, instance!.writtenAt];
    };
    for (const [place, more] of edits.entries())
      expect(await writtenAt(place + 1, more)).toEqual([WRITTEN, WRITTEN.market]);
    const when = { op: '<', left: 'close', right: 1 };
    expect(await writtenAt(4, { when })).toEqual([undefined, closeOf('2024-01-09')]);
  });

  it('leaves no instance on a symbol it no longer watches, and a state on each that it does', async () => {
    const at = await created();
    const body = ruleOn(['BBB']);
    const { states } = await replaceRule(at.deps, { ...at.address, expectedVersion: 1, body });
    expect(states).toEqual([{ symbol: 'BBB', state: 'normal', since: closeOf('2024-01-09') }]);
    expect((await readRule(at.deps, at.address)).states).toEqual(states);
    expect(await at.deps.instances.ofSeries({ series: 'AAA', interval: '1d' })).toEqual([]);
  });

  it('says which version stands where its editor read another', async () => {
    const at = await created();
    const stale = replaceRule(at.deps, { ...at.address, expectedVersion: 3, body: ruleOn(['BBB']) });
    await expect(stale).rejects.toMatchObject({
      code: 'STORE_CONFLICT',
      message: expect.stringContaining('is at version 1, not "3"'),
    });
  });

  it('stands as it was where the new body is no rule', async () => {
    const at = await created();
    const broken = replaceRule(at.deps, {
      ...at.address,
      expectedVersion: 1,
      body: { ...ruleOn(['AAA']), dsl: '9' },
    });
    await expect(broken).rejects.toMatchObject({ code: 'RULE_INVALID' });
    expect((await readRule(at.deps, at.address)).stored).toEqual(at.stored);
  });
});

describe('a rule that is removed', () => {
  it('is gone with its instances', async () => {
    const at = await created();
    await removeRule(at.deps, { ...at.address, expectedVersion: 1 });
    await expect(readRule(at.deps, at.address)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await at.deps.instances.ofSeries({ series: 'AAA', interval: '1d' })).toEqual([]);
    expect(await at.deps.reprojections.stale(Infinity, 10)).toEqual([]);
  });
});

describe('a rule that is not there', () => {
  it.each<[string, (at: Awaited<ReturnType<typeof created>>, id: string) => Promise<unknown>]>([
    ['read', ({ deps }, id) => readRule(deps, { ...TENANT, id })],
    [
      'replaced',
      ({ deps }, id) => replaceRule(deps, { ...TENANT, id, expectedVersion: 1, body: ruleOn(['AAA']) }),
    ],
    ['removed', ({ deps }, id) => removeRule(deps, { ...TENANT, id, expectedVersion: 1 })],
    [
      'replaced by another tenant',
      ({ deps, stored }) =>
        replaceRule(deps, { tenant: 'local-2', id: stored.id, expectedVersion: 1, body: ruleOn(['AAA']) }),
    ],
    [
      'removed by another tenant',
      ({ deps, stored }) => removeRule(deps, { tenant: 'local-2', id: stored.id, expectedVersion: 1 }),
    ],
  ])('cannot be %s', async (_how, ask) => {
    const at = await created();
    await expect(ask(at, 'rule_none')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await readRule(at.deps, at.address)).stored).toEqual(at.stored);
  });
});

describe('rules', () => {
  it('are listed in pages, oldest first, each with its states', async () => {
    const at = await created();
    const more = [];
    for (const name of ['second', 'third']) {
      const body = ruleOn(['AAA', 'BBB'], { name });
      more.push((await createRule(at.deps, { ...TENANT, body })).stored.id);
    }
    const first = await listRules(at.deps, { ...TENANT, limit: 2 });
    expect(first.items.map(({ stored }) => stored.id)).toEqual([at.stored.id, more[0]]);
    expect(first.items.map(({ states }) => states.map(({ symbol }) => symbol))).toEqual([
      ['AAA'],
      ['AAA', 'BBB'],
    ]);
    const rest = await listRules(at.deps, { ...TENANT, limit: 2, after: first.next! });
    expect(rest).toMatchObject({ items: [{ stored: { id: more[1] }, warnings: [] }], next: undefined });
  });

  it.each<[string, unknown, string]>([
    ['the first mistake of a body', { ...ruleOn(['AAA']), color: 'red' }, 'First: color: '],
    ['a body that is none as a whole', 'no rule', 'First: the body: '],
  ])('that are refused name %s', async (_what, body, told) => {
    const { deps } = world({ bars: BARS, marketNow: closeOf('2024-01-08') });
    await expect(createRule(deps, { ...TENANT, body })).rejects.toMatchObject({
      code: 'RULE_INVALID',
      message: expect.stringContaining(`The rule has 1 mistake. ${told}`),
    });
    expect((await listRules(deps, { ...TENANT, limit: 10 })).items).toEqual([]);
  });
});
