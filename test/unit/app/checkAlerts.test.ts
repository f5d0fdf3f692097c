import { checkAlerts } from '../../../lib/app/checkAlerts';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule } from '../../../lib/app/rules';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const BARS = walkBars('2023-06-01', '2024-03-01', 5);
const DAYS = sessionsBetween('2024-01-08', '2024-01-31');
const day = (index: number) => DAYS[index]!.closeAt;
const ALWAYS = {
  dsl: '1',
  name: 'always',
  targets: { symbols: [SYMBOL] },
  interval: '1d',
  when: { op: '>', left: 'close', right: 0.01 },
};
const QUESTION = { tenant: 'local', symbol: SYMBOL, interval: '1d' } as const;

async function started() {
  const at = world({ bars: { [SYMBOL]: BARS }, marketNow: day(0) });
  await createRule(at.deps, { tenant: 'local', body: ALWAYS });
  await createRule(at.deps, { tenant: 'local-2', body: ALWAYS });
  at.marketClock.set(day(1));
  return at;
}

describe('checkAlerts', () => {
  it('judges the rules of one tenant on the newest bar, records what fired, and says so once', async () => {
    const at = await started();
    const first = await checkAlerts(at.deps, QUESTION);
    expect(first.outcomes).toEqual([
      expect.objectContaining({ name: 'always', state: 'firing', fired: true, why: 'fired' }),
    ]);
    expect(first.alerts.map(({ alert }) => alert.barClosedAt)).toEqual([day(1)]);
    const second = await checkAlerts(at.deps, QUESTION);
    expect(second.outcomes).toEqual([
      expect.objectContaining({ state: 'firing', fired: false, why: 'unchanged' }),
    ]);
    expect(second.alerts).toEqual([]);
    expect((await at.stores.alerts.list({ tenant: 'local-2', limit: 10 })).items).toEqual([]);
  });

  it('leaves the bar to the rules of others: the sweep still judges them', async () => {
    const at = await started();
    await checkAlerts(at.deps, QUESTION);
    await evaluateSeries(at.deps, { series: SYMBOL, interval: '1d' });
    expect((await at.stores.alerts.list({ tenant: 'local-2', limit: 10 })).items).toHaveLength(1);
    expect((await at.stores.alerts.list({ tenant: 'local', limit: 10 })).items).toHaveLength(1);
  });

  it('answers `unchanged` when a sweep judges the same bar in between', async () => {
    const at = await started();
    let met = false;
    const instances: typeof at.deps.instances = {
      ...at.deps.instances,
      put: async (instance, expected) => {
        if (!met) {
          met = true;
          await evaluateSeries(at.deps, { series: SYMBOL, interval: '1d' });
        }
        return at.deps.instances.put(instance, expected);
      },
    };
    const { outcomes } = await checkAlerts({ ...at.deps, instances }, QUESTION);
    expect(outcomes).toEqual([expect.objectContaining({ state: 'firing', why: 'unchanged' })]);
    expect((await at.stores.alerts.list({ tenant: 'local', limit: 10 })).items).toHaveLength(1);
  });

  it('says `paused` of a paused rule', async () => {
    const at = await started();
    const [instance] = (await at.stores.instances.ofSeries({ series: SYMBOL, interval: '1d' })).filter(
      ({ tenant }) => tenant === 'local',
    );
    await at.stores.instances.put(
      { ...instance!, paused: true, stateVersion: instance!.stateVersion + 1 },
      instance!.stateVersion,
    );
    const { outcomes, alerts } = await checkAlerts(at.deps, QUESTION);
    expect(outcomes).toEqual([expect.objectContaining({ state: 'paused', fired: false, why: 'paused' })]);
    expect(alerts).toEqual([]);
  });
});
