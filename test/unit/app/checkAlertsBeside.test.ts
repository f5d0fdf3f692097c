import { checkAlerts } from '../../../lib/app/checkAlerts';
import type { Deps } from '../../../lib/app/deps';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule } from '../../../lib/app/rules';
import { requestTraining, trainModel } from '../../../lib/app/train';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { Problem } from '../../../lib/problems';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const KEY = { series: SYMBOL, interval: '1d' } as const;
const BARS = walkBars('2023-01-03', '2024-03-01', 5);
const DAYS = sessionsBetween('2024-01-08', '2024-01-31');
const day = (index: number) => DAYS[index]!.closeAt;
const ruleOf = (name: string, level: number) => ({
  dsl: '1',
  name,
  targets: { symbols: [SYMBOL] },
  interval: '1d',
  when: { op: '>', left: 'close', right: level },
});
const QUESTION = { tenant: 'local', symbol: SYMBOL, interval: '1d' } as const;

/** An installation on its second day with one rule that always holds and one that never does. */
async function started() {
  const at = world({ bars: { [SYMBOL]: BARS }, marketNow: day(0) });
  await createRule(at.deps, { tenant: 'local', body: ruleOf('always', 0.01) });
  await createRule(at.deps, { tenant: 'local', body: ruleOf('never', 1e6) });
  at.marketClock.set(day(1));
  return at;
}

type World = Awaited<ReturnType<typeof started>>;

/** Instances of which the first writes of the rule that always holds meet somebody else's. */
const meeting = (at: World, times: number): Deps['instances'] => {
  let met = 0;
  return {
    ...at.deps.instances,
    put: async (instance, expected) => {
      if (instance.rule.name === 'always') met += 1;
      return (instance.rule.name !== 'always' || met > times) && at.deps.instances.put(instance, expected);
    },
  };
};

const byName = ({ outcomes }: Awaited<ReturnType<typeof checkAlerts>>) =>
  Object.fromEntries(outcomes.map((outcome) => [outcome.name, outcome]));

describe('a check that meets others', () => {
  it('judges again what stands there, twice', async () => {
    const at = await started();
    const checked = await checkAlerts({ ...at.deps, instances: meeting(at, 2) }, QUESTION);
    expect(byName(checked)).toMatchObject({ always: { state: 'firing' }, never: { why: 'noMatch' } });
    expect((await at.stores.alerts.list({ tenant: 'local', limit: 10 })).items).toHaveLength(1);
  });

  it('gives up when it meets them a third time', async () => {
    const at = await started();
    const checked = checkAlerts({ ...at.deps, instances: meeting(at, 3) }, QUESTION);
    await expect(checked).rejects.toMatchObject({ code: 'STORE_CONFLICT' });
  });

  it('is not made again for any other failure', async () => {
    const at = await started();
    let reads = 0;
    const instances: Deps['instances'] = {
      ...at.deps.instances,
      ofSeries: async () => {
        reads += 1;
        throw new Problem('STORE_UNAVAILABLE', 'The table is down.');
      },
    };
    const checked = checkAlerts({ ...at.deps, instances }, QUESTION);
    await expect(checked).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(reads).toBe(1);
  });
});

describe('a check after a sweep', () => {
  it('says of the newest bar what it did to each rule, with its readings', async () => {
    const at = await started();
    await evaluateSeries(at.deps, KEY);
    at.marketClock.set(day(2));
    await evaluateSeries(at.deps, KEY);
    expect(await at.stores.cursors.read(SYMBOL, '1d')).toBe(day(2));
    const { always, never } = byName(await checkAlerts(at.deps, QUESTION));
    const current = BARS.find(({ startAt }) => startAt === Date.parse(`${DAYS[2]!.date}T00:00:00Z`))!.close;
    const values = [{ path: 'when.left', current }, { path: 'when.right' }];
    expect(never).toMatchObject({ state: 'normal', fired: false, why: 'noMatch', values });
    expect(always).toMatchObject({ state: 'firing', fired: false, why: 'unchanged', values });
  });

  it('judges every bar the sweep has not, and answers for the newest', async () => {
    const at = await started();
    await evaluateSeries(at.deps, KEY);
    await createRule(at.deps, { tenant: 'local', body: ruleOf('late', 0.01) });
    at.marketClock.set(day(4));
    const checked = await checkAlerts(at.deps, QUESTION);
    expect(checked.alerts.map(({ alert }) => [alert.ruleName, alert.barClosedAt])).toEqual([
      ['late', day(2)],
    ]);
    expect(byName(checked)['late']).toMatchObject({ state: 'firing', fired: false, why: 'unchanged' });
  });
});

describe('the forecast of a check', () => {
  async function trained() {
    const at = await started();
    const request = {
      tenant: 'local',
      symbol: SYMBOL,
      interval: '1d',
      horizon: '1d',
      model: 'ewma',
    } as const;
    const { id } = await requestTraining(at.deps, request);
    const job = await trainModel(at.deps, { tenant: 'local', jobId: id });
    return { ...at, modelId: job.modelId! };
  }

  it('is that of the next bar', async () => {
    const at = await trained();
    const { forecast } = await checkAlerts(at.deps, QUESTION);
    expect(forecast).toMatchObject({
      horizon: '1d',
      horizonBars: 1,
      asOf: day(1),
      model: { id: at.modelId },
    });
  });

  it('is that of a stand-in where the only model cannot be read, and says so', async () => {
    const at = await trained();
    const models = { ...at.deps.models, get: async () => '{}' };
    const checked = await checkAlerts({ ...at.deps, models }, QUESTION);
    expect(checked.forecast).toMatchObject({ model: { kind: 'ewma' }, degraded: 'modelsUnreadable' });
    expect(byName(checked)).toMatchObject({ always: { fired: true }, never: { why: 'noMatch' } });
  });

  it('is left out where the source serves too few bars for the model', async () => {
    const at = await trained();
    const { deps } = world({ bars: { [SYMBOL]: BARS.slice(-40) }, marketNow: day(1) });
    const { registry, models } = at.deps;
    expect((await checkAlerts({ ...deps, registry, models }, QUESTION)).forecast).toBeNull();
  });

  it('is left out where no model is trained', async () => {
    const at = await started();
    expect((await checkAlerts(at.deps, QUESTION)).forecast).toBeNull();
  });

  it('is not left out where the store fails', async () => {
    const at = await trained();
    const registry: Deps['registry'] = {
      ...at.deps.registry,
      roles: () => Promise.reject(new Problem('STORE_UNAVAILABLE', 'The table is down.')),
    };
    const checked = checkAlerts({ ...at.deps, registry }, { ...QUESTION, tenant: 'nobody' });
    await expect(checked).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});

describe('a paused rule', () => {
  it('says `paused` beside others that are judged', async () => {
    const at = await started();
    const standing = await at.stores.instances.ofSeries(KEY);
    const always = standing.find(({ rule }) => rule.name === 'always')!;
    await at.stores.instances.put(
      { ...always, paused: true, stateVersion: always.stateVersion + 1 },
      always.stateVersion,
    );
    const checked = byName(await checkAlerts(at.deps, QUESTION));
    expect(checked['always']).toEqual({
      ruleId: always.ruleId,
      name: 'always',
      state: 'paused',
      fired: false,
      why: 'paused',
      values: [],
    });
    expect(checked['never']).toMatchObject({ state: 'normal', why: 'noMatch' });
  });
});
