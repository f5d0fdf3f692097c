import { checkAlerts } from '../../../lib/app/checkAlerts';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { pauseRule, resumeRule } from '../../../lib/app/pauseRule';
import { readRule } from '../../../lib/app/readRules';
import { createRule, replaceRule } from '../../../lib/app/rules';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const KEY = { series: SYMBOL, interval: '1d' } as const;
const BARS = walkBars('2023-06-01', '2024-03-01', 5);
const DAYS = sessionsBetween('2024-01-08', '2024-01-31').map(({ closeAt }) => closeAt);
const RULE = {
  dsl: '1',
  name: 'every bar',
  targets: { symbols: [SYMBOL] },
  interval: '1d',
  when: { op: '>', left: { abs: { pct: ['close', { lag: ['close', 1] }] } }, right: 0.2 },
};

async function started() {
  const at = world({ bars: { [SYMBOL]: BARS }, marketNow: DAYS[0]! });
  const { stored } = await createRule(at.deps, { tenant: 'local', body: RULE });
  const address = { tenant: 'local', id: stored.id };
  const sweepOn = async (day: number) => {
    at.marketClock.set(DAYS[day]!);
    await evaluateSeries(at.deps, KEY);
    const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 100 });
    return items.map(({ barClosedAt }) => barClosedAt);
  };
  return { ...at, address, sweepOn };
}

describe('a rule that is paused', () => {
  it('is judged on no bar, keeps its state and says so', async () => {
    const at = await started();
    await at.sweepOn(1);
    const before = (await readRule(at.deps, at.address)).states;
    const paused = await pauseRule(at.deps, at.address);
    expect(paused.stored).toMatchObject({ paused: true, version: 2, arming: 1 });
    const told = await at.sweepOn(6);
    expect(told.filter((closedAt) => closedAt > DAYS[1]!)).toEqual([]);
    expect((await readRule(at.deps, at.address)).states).toEqual(before);
    const { outcomes } = await checkAlerts(at.deps, { tenant: 'local', symbol: SYMBOL, interval: '1d' });
    expect(outcomes).toMatchObject([{ state: 'paused', fired: false, why: 'paused' }]);
  });

  it.each(['edge', 'once'] as const)(
    'between its alert and its state keeps both: the same stretch is not told again (%s)',
    async (frequency) => {
      const at = world({ bars: { [SYMBOL]: BARS }, marketNow: DAYS[0]! });
      const trigger = frequency === 'once' ? { trigger: { frequency } } : {};
      const body = { ...RULE, when: { op: '>', left: 'close', right: 1e-3 }, ...trigger };
      const { stored } = await createRule(at.deps, { tenant: 'local', body });
      const address = { tenant: 'local', id: stored.id };
      const { record } = at.stores.alerts;
      const alerts = {
        ...at.stores.alerts,
        record: async (...given: Parameters<typeof record>) => {
          const recorded = await record(...given);
          await pauseRule(at.deps, address);
          return recorded;
        },
      };
      at.marketClock.set(DAYS[1]!);
      await evaluateSeries({ ...at.deps, alerts }, KEY);
      await resumeRule(at.deps, address);
      at.marketClock.set(DAYS[5]!);
      await evaluateSeries(at.deps, KEY);
      const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 100 });
      expect(items.map(({ barClosedAt }) => barClosedAt)).toEqual([DAYS[1]]);
    },
  );

  it('fires on the bars after its resumption, never on those it missed', async () => {
    const at = await started();
    await at.sweepOn(1);
    await pauseRule(at.deps, at.address);
    await at.sweepOn(9);
    expect((await resumeRule(at.deps, at.address)).stored).toMatchObject({ paused: false, version: 3 });
    const told = await at.sweepOn(15);
    expect(told.some((closedAt) => closedAt > DAYS[9]!)).toBe(true);
    expect(told.filter((closedAt) => closedAt > DAYS[1]! && closedAt <= DAYS[9]!)).toEqual([]);
  });

  it('goes on as one that was never paused, but for what it missed', async () => {
    const [quiet, paused] = [await started(), await started()];
    for (const at of [quiet, paused]) await at.sweepOn(3);
    await pauseRule(paused.deps, paused.address);
    await resumeRule(paused.deps, paused.address);
    expect(await paused.sweepOn(15)).toEqual(await quiet.sweepOn(15));
  });

  it('is judged from its resumption where it was paused before its first bar', async () => {
    const at = await started();
    await pauseRule(at.deps, at.address);
    at.marketClock.set(DAYS[5]!);
    await resumeRule(at.deps, at.address);
    const told = await at.sweepOn(15);
    expect(Math.min(...told)).toBeGreaterThan(DAYS[5]!);
  });

  it('stays paused when its rule is edited', async () => {
    const at = await started();
    await pauseRule(at.deps, at.address);
    const body = { ...RULE, name: 'renamed' };
    const { stored } = await replaceRule(at.deps, { ...at.address, expectedVersion: 2, body });
    expect(stored).toMatchObject({ paused: true, version: 3 });
  });

  it.each([
    ['pausing', pauseRule, 2],
    ['resuming', resumeRule, 1],
  ])('is not written again by %s it twice', async (_what, change, version) => {
    const at = await started();
    await change(at.deps, at.address);
    expect((await change(at.deps, at.address)).stored.version).toBe(version);
  });

  it('is paused although somebody else edits it at that moment', async () => {
    const at = await started();
    let edits = 0;
    const rules: typeof at.deps.rules = {
      ...at.deps.rules,
      replace: async (stored, expected) => {
        if (edits++ === 0) {
          const body = { ...RULE, name: 'renamed' };
          await replaceRule(at.deps, { ...at.address, expectedVersion: 1, body });
        }
        return at.deps.rules.replace(stored, expected);
      },
    };
    const { stored } = await pauseRule({ ...at.deps, rules }, at.address);
    expect(stored).toMatchObject({ paused: true, version: 3, rule: { name: 'renamed' } });
  });

  it.each([{ id: 'rule_none' }, { tenant: 'local-2' }])('is not found as %j', async (change) => {
    const at = await started();
    const stray = { ...at.address, ...change };
    await expect(pauseRule(at.deps, stray)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(resumeRule(at.deps, stray)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
