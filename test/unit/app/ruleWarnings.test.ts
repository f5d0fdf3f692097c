import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { pauseRule, resumeRule } from '../../../lib/app/pauseRule';
import { readRule } from '../../../lib/app/readRules';
import { createRule, replaceRule } from '../../../lib/app/rules';
import { requestTraining, trainModel } from '../../../lib/app/train';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { Problem } from '../../../lib/problems';
import type { Cond } from '../../../lib/rules/rule';
import { closeBefore, SECOND, SEVEN, SPLIT, splitWorld, SYMBOL as SPLITTING } from '../../support/splitWorld';
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

describe('the owner of a rule whose symbol has split since it was written', () => {
  const BELOW = { op: '<', left: 'close', right: 2 * closeBefore } as const;
  const REBASED = `On "ACME" prices in this rule are judged as 1/7 of what is written, since its split 7:1 of ${SPLIT}.`;
  const HOLDS_ALREADY = ALREADY.replace(SYMBOL, SPLITTING);

  /** What is told of a rule that was written before the split, when it is renamed two sessions after. */
  async function toldOf(when: object, feed: 'announced' | 'none', written: Cond = BELOW) {
    const at = await splitWorld(feed);
    const id = await at.write(written);
    await at.judge(SECOND);
    const { stored } = await readRule(at.deps, { ...TENANT, id });
    const body = { ...stored.rule, name: 'renamed', when };
    return (await replaceRule(at.deps, { ...TENANT, id, expectedVersion: 1, body })).warnings;
  }

  it('is told on which scale its prices are judged, and not that it holds: it fires already', async () => {
    expect(await toldOf(BELOW, 'announced')).toEqual([REBASED]);
  });

  it('is told nothing where it is written anew, on the scale of now', async () => {
    expect(await toldOf({ ...BELOW, right: 1e6 }, 'announced')).toEqual([HOLDS_ALREADY]);
  });

  it('is told that it waits while the split is only suspected', async () => {
    const since = { ...BELOW, right: closeBefore / 2 };
    const [warning, ...more] = await toldOf(since, 'none', since);
    expect(warning).toContain(
      `On "ACME" the rule waits: only one of price and announcement says that there was a split 7:1 of ${SPLIT}.`,
    );
    expect(more).toEqual([]);
  });

  it.each([
    ['announced', BELOW, REBASED],
    ['none', { ...BELOW, right: closeBefore / 2 }, 'On "ACME" the rule waits: only one of price and'],
  ] as const)('is told so as well when the rule is read: %s', async (feed, written, said) => {
    const at = await splitWorld(feed);
    const id = await at.write(written);
    expect((await readRule(at.deps, { ...TENANT, id })).warnings).toEqual([]);
    await at.judge(SECOND);
    const { warnings } = await readRule(at.deps, { ...TENANT, id });
    expect(warnings).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    ['holds by the prices that are written alone', 0.9 * closeBefore, false],
    ['holds by prices on the new scale', 1.2 * closeBefore, true],
  ])('is told whether it %s', async (_name, right, holds) => {
    const at = await splitWorld('none');
    const id = await at.write({ op: '<', left: 'close', right });
    await at.write({ op: '>', left: 'close', right: 1 });
    await pauseRule(at.deps, { ...TENANT, id });
    await at.judge(SECOND);
    await at.deps.splits.put(SPLITTING, SEVEN);
    const { warnings } = await resumeRule(at.deps, { ...TENANT, id });
    expect(warnings).toEqual(holds ? [REBASED, HOLDS_ALREADY] : [REBASED]);
  });
});

describe('who writes a rule over a split that is only suspected', () => {
  const SHORT = `On "ACME" the rule looks back no further than ${SPLIT},`;
  const SMA = { op: '>', left: { ind: 'sma', n: 20 }, right: 1e9 } as const;

  async function warned(when: Cond, feed: 'none' | 'announced', now: string) {
    const at = await splitWorld(feed);
    await at.write({ op: '>', left: 'close', right: 1e9 });
    await at.judge(SECOND);
    at.marketClock.set(closeOf(now));
    const body = { dsl: '1', name: 'since', targets: { symbols: [SPLITTING] }, interval: '1d', when };
    return (await createRule(at.deps, { tenant: 'local-2', body })).warnings;
  }

  it('is told that it looks back no further', async () => {
    expect(await warned(SMA, 'none', '2024-02-12')).toEqual([expect.stringContaining(SHORT)]);
  });

  it.each<[string, Cond, 'none' | 'announced', string]>([
    ['enough bars have followed', SMA, 'none', '2024-02-14'],
    ['the rule looks at one bar', { op: '>', left: 'close', right: 1e9 }, 'none', '2024-01-26'],
    ['the split is confirmed', SMA, 'announced', '2024-02-12'],
  ])('is told nothing where %s', async (_where, when, feed, now) => {
    expect(await warned(when, feed, now)).toEqual([]);
  });
});
