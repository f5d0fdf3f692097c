import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { createRule, replaceRule } from '../../../lib/app/rules';
import { requestTraining, trainModel } from '../../../lib/app/train';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { Problem } from '../../../lib/problems';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const BARS = walkBars('2023-01-03', '2024-03-01', 5);
const closeOf = (date: string) => sessionOn(date)!.closeAt;

const ruleOf = (level: number, more: object = {}) => ({
  dsl: '1',
  name: 'level',
  targets: { symbols: [SYMBOL] },
  interval: '1d',
  when: { op: '>', left: 'close', right: level },
  ...more,
});
const HOLDS = ruleOf(0.01);
const ALREADY = `The condition is already true on "${SYMBOL}": it fires on the next bar on which it holds.`;
const TENANT = { tenant: 'local' };

const started = () => world({ bars: { [SYMBOL]: BARS }, marketNow: closeOf('2024-01-08') });

/** A rule that has been judged on one bar, with what its next edit is told. */
async function edited(body: object, edit: object) {
  const at = started();
  const { stored } = await createRule(at.deps, { ...TENANT, body });
  at.marketClock.set(closeOf('2024-01-09'));
  await evaluateSeries(at.deps, { series: SYMBOL, interval: '1d' });
  return replaceRule(at.deps, { ...TENANT, id: stored.id, expectedVersion: 1, body: edit });
}

describe('the owner of a rule is told that it holds already', () => {
  it('when it is created', async () => {
    expect((await createRule(started().deps, { ...TENANT, body: HOLDS })).warnings).toEqual([ALREADY]);
  });

  it('when an edit arms it anew', async () => {
    expect((await edited(HOLDS, ruleOf(0.02))).warnings).toEqual([ALREADY]);
  });

  it('not when it is firing: it has told so, and will not fire on the next bar', async () => {
    const { states, warnings } = await edited(HOLDS, { ...HOLDS, name: 'renamed' });
    expect(states).toMatchObject([{ state: 'firing', since: closeOf('2024-01-09') }]);
    expect(warnings).toEqual([]);
  });

  it('not when it does not hold', async () => {
    expect((await createRule(started().deps, { ...TENANT, body: ruleOf(1e6) })).warnings).toEqual([]);
  });

  it('not before the market has one bar of its symbol', async () => {
    const { deps, marketClock } = started();
    marketClock.set(closeOf('2022-06-01'));
    expect((await createRule(deps, { ...TENANT, body: HOLDS })).warnings).toEqual([]);
  });
});

describe('the owner of a rule that reads forecasts', () => {
  const FORECASTS = ruleOf(0, {
    when: {
      any: [
        { op: '>', left: { ml: 'vol', at: '1d' }, right: 0.01 },
        { op: '>', left: { ml: 'vol', at: '5d' }, right: 1e6 },
      ],
    },
  });
  const untrained = (horizonBars: number) =>
    expect.stringContaining(`No model is trained for "${SYMBOL}" on 1d bars, ${horizonBars} ahead`);

  it('is told of each horizon without a model', async () => {
    const { warnings } = await createRule(started().deps, { ...TENANT, body: FORECASTS });
    expect(warnings).toEqual([untrained(1), untrained(5)]);
  });

  it('is told of the missing one alone, and that the other one makes it true', async () => {
    const { deps } = started();
    const request = { ...TENANT, symbol: SYMBOL, interval: '1d', horizon: '1d', model: 'ewma' } as const;
    const { id } = await requestTraining(deps, request);
    await trainModel(deps, { ...TENANT, jobId: id });
    const { warnings } = await createRule(deps, { ...TENANT, body: FORECASTS });
    expect(warnings).toEqual([untrained(5), ALREADY]);
  });
});

describe('a rule that cannot be tried', () => {
  const withSource = (problem: Error) => {
    const { deps } = started();
    return { ...deps, marketData: { bars: () => Promise.reject(problem) } };
  };

  it('is stored all the same, and its owner is told why', async () => {
    const deps = withSource(new Problem('MARKET_UNAVAILABLE', 'The source is down.'));
    const { stored, warnings } = await createRule(deps, { ...TENANT, body: HOLDS });
    const told = `The condition could not be tried on "${SYMBOL}" (MARKET_UNAVAILABLE): The source is down.`;
    expect(warnings).toEqual([told]);
    expect(await deps.rules.get('local', stored.id)).toMatchObject({ version: 1 });
  });

  it('is no excuse for a bug', async () => {
    const created = createRule(withSource(new Error('a bug')), { ...TENANT, body: HOLDS });
    await expect(created).rejects.toThrow('a bug');
  });
});
