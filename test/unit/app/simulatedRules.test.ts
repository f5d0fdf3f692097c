import { simulatedMarketClock } from '../../../lib/adapters/simulator/simulatedMarketClock';
import { simulatedMarketData } from '../../../lib/adapters/simulator/simulatedMarketData';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { pauseRule, resumeRule } from '../../../lib/app/pauseRule';
import { createRule, replaceRule } from '../../../lib/app/rules';
import { createWatchlist, replaceWatchlist } from '../../../lib/app/watchlists';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { standingClock, walkBars, world } from '../../support/world';

const TENANT = { tenant: 'local' } as const;
const REPLAY = sessionOn('2008-08-01')!.closeAt;
const SIMULATED = sessionOn('2024-01-02')!.openAt + 3_600_000;
const KEY = { series: 'DEMO.A', interval: '5min' } as const;
const ruleOn = (targets: object, more: object = {}) => ({
  dsl: '1',
  name: 'above nothing',
  targets,
  interval: '5min',
  when: { op: '>', left: 'close', right: 1e-6 },
  ...more,
});

const DEMO = { symbols: ['DEMO.A'] };

/** A replayed feed of 2008, and beside it the simulator in 2024. */
function bothPlayed() {
  const at = world({ bars: { '^GSPC': walkBars('2007-06-01', '2008-09-19') }, marketNow: REPLAY });
  const simulator = standingClock(SIMULATED);
  const deps = {
    ...at.deps,
    marketClock: simulatedMarketClock(at.deps.marketClock, simulator),
    marketData: simulatedMarketData(at.deps.marketData, 1),
  };
  const closes = async () => {
    await evaluateSeries(deps, KEY);
    const { items } = await at.stores.alerts.list({ ...TENANT, limit: 100 });
    return items.map(({ barClosedAt }) => barClosedAt).sort();
  };
  return { ...at, deps, simulator, closes };
}

describe('a rule on a simulated symbol', () => {
  it('goes by the market time of the simulator, and beside it one on another symbol by the feed', async () => {
    const { deps } = bothPlayed();
    const demo = await createRule(deps, { ...TENANT, body: ruleOn(DEMO) });
    const other = await createRule(deps, {
      ...TENANT,
      body: ruleOn({ symbols: ['^GSPC'] }, { interval: '1d' }),
    });
    expect(demo.states).toEqual([{ symbol: 'DEMO.A', state: 'normal', since: SIMULATED }]);
    expect(other.states).toEqual([{ symbol: '^GSPC', state: 'normal', since: REPLAY }]);
  });

  it('is judged on the bars that close from then on', async () => {
    const { deps, simulator, closes } = bothPlayed();
    await createRule(deps, { ...TENANT, body: ruleOn(DEMO) });
    expect(await closes()).toEqual([]);
    simulator.advance(900_000);
    expect(await closes()).toEqual([SIMULATED + 300_000]);
  });

  it('that is armed anew is armed by the same clock', async () => {
    const { deps, simulator, marketClock } = bothPlayed();
    const { stored } = await createRule(deps, { ...TENANT, body: ruleOn(DEMO) });
    simulator.advance(300_000);
    marketClock.advance(86_400_000);
    const when = { op: '<', left: 'close', right: 1e9 };
    const { states } = await replaceRule(deps, {
      ...TENANT,
      id: stored.id,
      expectedVersion: 1,
      body: ruleOn(DEMO, { when }),
    });
    expect(states).toMatchObject([{ since: SIMULATED + 300_000 }]);
  });

  it('that is resumed makes up for none of the bars in between', async () => {
    const { deps, simulator, closes } = bothPlayed();
    const { stored } = await createRule(deps, { ...TENANT, body: ruleOn(DEMO) });
    const address = { ...TENANT, id: stored.id };
    await pauseRule(deps, address);
    simulator.advance(900_000);
    await resumeRule(deps, address);
    expect(await closes()).toEqual([]);
    simulator.advance(300_000);
    expect(await closes()).toEqual([SIMULATED + 1_200_000]);
  });

  it('that joins a watchlist is watched from then on', async () => {
    const { deps, simulator } = bothPlayed();
    const list = await createWatchlist(deps, { ...TENANT, name: 'Both', symbols: ['DEMO.A'] });
    const body = ruleOn({ watchlist: list.id });
    const { stored } = await createRule(deps, { ...TENANT, body });
    simulator.advance(600_000);
    await replaceWatchlist(deps, { ...TENANT, id: list.id, name: 'Both', symbols: ['DEMO.A', 'DEMO.B'] });
    const of = async (series: string) =>
      (await deps.instances.ofRule('local', stored.id, [{ series, interval: '5min' }]))[0]?.state.armedAt;
    expect([await of('DEMO.A'), await of('DEMO.B')]).toEqual([SIMULATED, SIMULATED + 600_000]);
  });
});
