import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule } from '../../../lib/app/rules';
import { requestTraining, trainModel } from '../../../lib/app/train';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const BARS = walkBars('2021-01-04', '2024-03-01', 11);
const [TRAINED, JUDGED] = sessionsBetween('2024-01-05', '2024-01-08').map(({ closeAt }) => closeAt);

const LEVEL = { op: '>', left: 'close', right: 1 };
const VOL_3D = { op: '>', left: { ml: 'vol', at: '3d' }, right: 0.001 };

/** The horizon of the forecast in the alert of a rule that fires, models of some horizons being trained. */
async function shownHorizon(when: object, horizons: readonly string[]): Promise<string | undefined> {
  const at = world({ bars: { [SYMBOL]: BARS }, marketNow: TRAINED! });
  for (const horizon of horizons) {
    const request = { tenant: 'local', symbol: SYMBOL, interval: '1d', horizon, model: 'naive' } as const;
    const job = await requestTraining(at.deps, request);
    await trainModel(at.deps, { tenant: 'local', jobId: job.id });
  }
  const rule = { dsl: '1', name: 'shown', targets: { symbols: [SYMBOL] }, interval: '1d', when };
  await createRule(at.deps, { tenant: 'local', body: rule });
  at.marketClock.set(JUDGED!);
  expect(await evaluateSeries(at.deps, { series: SYMBOL, interval: '1d' })).toMatchObject({ fired: 1 });
  const [alert] = (await at.stores.alerts.list({ tenant: 'local', limit: 1 })).items;
  return alert!.forecast?.horizon;
}

describe('the forecast that an alert shows', () => {
  it.each<[string, object, readonly string[], string | undefined]>([
    ['is of the next bar', LEVEL, ['1d', '3d'], '1d'],
    ['is the one that the rule has read', VOL_3D, ['1d', '3d'], '3d'],
    ['is the one that the rule has read where it is the only one', VOL_3D, ['3d'], '3d'],
    ['is absent where nothing speaks of the next bar and the rule has read none', LEVEL, ['3d'], undefined],
  ])('%s', async (_law, when, horizons, horizon) => {
    expect(await shownHorizon(when, horizons)).toBe(horizon);
  });
});
