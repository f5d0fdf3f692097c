import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import type { Deps } from '../../../lib/app/deps';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { pauseRule } from '../../../lib/app/pauseRule';
import type { Subscription } from '../../../lib/ports/SubscriptionStore';
import { Crash } from '../../support/faults';
import type { Death } from '../../support/mortal';
import { mortal } from '../../support/mortal';
import { DAYS, MINUTE_MS, outageWorld, recorded, repair, SYMBOL, TENANTS } from '../../support/outageWorld';

const KEY = { series: SYMBOL, interval: '5min' } as const;
const [DAY] = DAYS as unknown as readonly [(typeof DAYS)[number]];
const WRITTEN_AT = DAY.openAt - 1;

/** Both providers are down from the night on in which the rules are written. */
async function down(isDown = (now: number) => now > WRITTEN_AT) {
  const at = await outageWorld(isDown);
  const evaluate = async (minutes: number, deps: Deps = at.deps) => {
    at.marketClock.set(DAY.openAt + minutes * MINUTE_MS);
    await expect(evaluateSeries(deps, KEY)).rejects.toMatchObject({ code: 'MARKET_UNAVAILABLE' });
  };
  const states = async () =>
    Promise.all(TENANTS.map(async (tenant) => (await recorded(at, tenant)).map(({ state }) => state)));
  return { ...at, evaluate, states };
}

describe('an outage', () => {
  it('is told once more than three bars are late', async () => {
    const at = await down();
    await at.evaluate(19);
    expect(await at.states()).toEqual([[], []]);
    await at.evaluate(20);
    expect(await at.states()).toEqual([['dispatched'], ['dispatched']]);
    await at.evaluate(60);
    await repair(at);
    expect(await at.states()).toEqual([['delivered'], ['delivered']]);
    expect(at.stores.notifier.sent.map(({ tenant }) => tenant).sort()).toEqual([...TENANTS]);
  });

  it('is not told of a series that never had a bar, nor of a symbol that no source knows', async () => {
    const at = await down(() => true);
    await at.evaluate(60);
    const deps = { ...at.deps, marketData: memoryMarketData([]) };
    expect(await evaluateSeries(deps, KEY)).toMatchObject({ stopped: 'symbolUnknown' });
    expect(await at.states()).toEqual([[], []]);
  });

  it('begins with the rules, however long ago the series was judged for others', async () => {
    const at = await down();
    await at.deps.cursors.advance(SYMBOL, '5min', undefined, DAY.openAt - 20 * 86_400_000);
    await at.evaluate(19);
    expect(await at.states()).toEqual([[], []]);
    await at.evaluate(20);
    expect(await at.states()).toEqual([['dispatched'], ['dispatched']]);
  });

  it('is not told to who has paused', async () => {
    const at = await down();
    for (const { id } of (await at.deps.rules.list('acme', 10)).items)
      await pauseRule(at.deps, { tenant: 'acme', id });
    await at.evaluate(20);
    expect(await at.states()).toEqual([[], ['dispatched']]);
  });

  it.each<[string, Partial<Subscription>]>([
    ['of critical alerts alone', { minSeverity: 'critical' }],
    ['of other symbols', { symbols: ['OTHER'] }],
  ])('is recorded, and not told to who wants to hear %s', async (_name, wishes) => {
    const at = await down();
    const [known] = await at.deps.subscriptions.list('acme');
    await at.deps.subscriptions.put({ ...known!, ...wishes, version: known!.version + 1 }, known);
    await at.evaluate(20);
    await repair(at);
    expect(await at.states()).toEqual([['recorded'], ['delivered']]);
    expect(at.stores.notifier.sent.map(({ tenant }) => tenant)).toEqual(['zenith']);
  });
});

/** A worker that dies over an outage, one that comes after it, and the reconciler. */
async function survived(death: Death | undefined) {
  const at = await down();
  at.marketClock.set(DAY.openAt + 20 * MINUTE_MS);
  const worker = mortal(at.deps, death);
  const failure = await evaluateSeries(worker.deps, KEY).catch((error: unknown) => error);
  await at.evaluate(21);
  for (let minute = 0; minute < 4; minute += 1) await repair(at);
  const told = at.stores.notifier.sent.map(({ tenant }) => tenant).sort();
  return { died: failure instanceof Crash, writes: worker.writes, states: await at.states(), told };
}

describe('a worker that dies over an outage', () => {
  it('keeps nobody from being told once, at whatever write it dies', async () => {
    const whole = await survived(undefined);
    expect(new Set(whole.writes)).toEqual(new Set(['alerts.record', 'deliverQueue.send', 'alerts.moveTo']));
    const deaths = whole.writes.flatMap((write, place) =>
      (['before', 'after'] as const).map((when) => ({ write, call: place + 1, when })),
    );
    for (const death of deaths) {
      const { died, states, told } = await survived(death);
      expect({ ...death, died, states, told }).toEqual({
        ...death,
        died: true,
        states: [['delivered'], ['delivered']],
        told: [...TENANTS],
      });
    }
  });
});
