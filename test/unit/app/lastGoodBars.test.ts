import { checkAlerts } from '../../../lib/app/checkAlerts';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { lastGoodBars } from '../../../lib/app/lastGoodBars';
import { predict } from '../../../lib/app/predict';
import { createRule } from '../../../lib/app/rules';
import { requestTraining, trainModel } from '../../../lib/app/train';
import { barClosedAt } from '../../../lib/market/barClose';
import { sessionOn } from '../../../lib/market/calendar/sessionOn';
import { Problem, type ProblemCode } from '../../../lib/problems';
import { walkBars, world } from '../../support/world';

const SYMBOL = 'DEMO.A';
const QUESTION = { symbol: SYMBOL, interval: '1d', horizon: '1d' } as const;
const closeOf = (date: string) => sessionOn(date)!.closeAt;

/** An installation with a model, whose source can be out of order. */
async function trained() {
  const at = world({
    bars: { [SYMBOL]: walkBars('2022-01-03', '2024-03-01', 5) },
    marketNow: closeOf('2024-01-08'),
  });
  const training = { tenant: 'local', symbol: SYMBOL, interval: '1d', horizon: '1d', model: 'ewma' } as const;
  const { id } = await requestTraining(at.deps, training);
  await trainModel(at.deps, { tenant: 'local', jobId: id });
  let code: ProblemCode | undefined;
  const deps = {
    ...at.deps,
    marketData: {
      bars: (query: Parameters<typeof at.deps.marketData.bars>[0]) =>
        code ? Promise.reject(new Problem(code, 'Not now.')) : at.deps.marketData.bars(query),
    },
  };
  return { ...at, deps, fail: (with_: ProblemCode | undefined) => (code = with_) };
}

describe('a forecast while its source serves nothing', () => {
  it.each([
    'MARKET_UNAVAILABLE',
    'MARKET_RATE_LIMITED',
    'MARKET_MALFORMED',
    'MARKET_ENTITLEMENT',
    'MARKET_AUTH',
  ] as const)('(%s) is that at the last bar it served, and says so', async (code) => {
    const { deps, fail, marketClock } = await trained();
    const before = await predict(deps, QUESTION);
    expect([before.degraded, before.warnings]).toEqual([undefined, []]);
    fail(code);
    for (const date of ['2024-01-09', '2024-01-10']) {
      marketClock.set(closeOf(date));
      const { asOf, degraded, volatilityPct, warnings } = await predict(deps, QUESTION);
      expect({ asOf, degraded, volatilityPct, warnings }).toEqual({
        asOf: closeOf('2024-01-08'),
        degraded: 'sourceFailed',
        volatilityPct: before.volatilityPct,
        warnings: [],
      });
    }
    marketClock.set(closeOf('2024-01-11'));
    expect((await predict(deps, QUESTION)).warnings).toEqual([
      'The newest 1d bar of "DEMO.A" closed at 2024-01-08T21:00:00.000Z, more than 2 bars ago.',
    ]);
  });

  it('is refused once more than three bars should have closed since, and is there again with its source', async () => {
    const { deps, fail, marketClock } = await trained();
    await predict(deps, QUESTION);
    fail('MARKET_UNAVAILABLE');
    marketClock.set(closeOf('2024-01-12'));
    await expect(predict(deps, QUESTION)).rejects.toMatchObject({
      code: 'BARS_STALE',
      message:
        'The newest 1d bar of "DEMO.A" closed at 2024-01-08T21:00:00.000Z, more than 3 bars ago, and its source serves none now (MARKET_UNAVAILABLE). Try again later.',
    });
    fail(undefined);
    expect(await predict(deps, QUESTION)).toMatchObject({ asOf: closeOf('2024-01-12'), warnings: [] });
  });

  it('is refused as the source refuses it where nothing is stored, and where the symbol is not known', async () => {
    const { deps, fail, marketClock } = await trained();
    fail('MARKET_UNAVAILABLE');
    await expect(predict(deps, { ...QUESTION, symbol: 'OTHER' })).rejects.toMatchObject({
      code: 'MARKET_UNAVAILABLE',
    });
    fail(undefined);
    await predict(deps, QUESTION);
    marketClock.set(closeOf('2024-01-09'));
    fail('SYMBOL_UNKNOWN');
    await expect(predict(deps, QUESTION)).rejects.toMatchObject({ code: 'SYMBOL_UNKNOWN' });
  });
});

describe('bars while their source serves nothing', () => {
  it('are those of the stretch that is whole: what is stored before a hole is left out', async () => {
    const { deps, fail } = await trained();
    const rows = walkBars('2023-12-18', '2024-01-08', 5);
    const bars = rows.map((bar) => {
      const closedAt = barClosedAt('1d', bar.startAt)!;
      return { ...bar, closedAt, source: 'stored', quality: [] };
    });
    const [old, whole] = [bars.slice(0, 5), bars.slice(7)];
    await deps.bars.putFirst('OTHER', '1d', [...old, ...whole]);
    const [first, last] = [whole[0]!, whole.at(-1)!];
    await deps.bars.markWhole('OTHER', '1d', { from: first.startAt, through: last.closedAt });
    fail('MARKET_UNAVAILABLE');
    // A bar should have closed since: the source is asked.
    const upTo = closeOf('2024-01-09');
    const good = await lastGoodBars(deps, { symbol: 'OTHER', interval: '1d', upTo, count: 100 });
    expect(good.sourceFailed).toBe('MARKET_UNAVAILABLE');
    expect(good.bars.bars.map(({ startAt }) => startAt)).toEqual(whole.map(({ startAt }) => startAt));
  });
});

describe('rules while their source serves nothing for a session', () => {
  const HOLDS = {
    dsl: '1',
    name: 'always',
    targets: { symbols: [SYMBOL] },
    interval: '1d',
    trigger: { frequency: 'bar_close' },
    when: { op: '>', left: 'close', right: 0.01 },
  };

  it('fire on nothing stale, and are judged on every bar of it once it is back', async () => {
    const { deps, fail, marketClock, stores } = await trained();
    await createRule(deps, { tenant: 'local', body: HOLDS });
    const fired = async () =>
      (await stores.alerts.list({ tenant: 'local', limit: 10 })).items
        .map(({ barClosedAt }) => barClosedAt)
        .reverse();
    const series = { series: SYMBOL, interval: '1d' } as const;
    fail('MARKET_UNAVAILABLE');
    for (const date of ['2024-01-09', '2024-01-10', '2024-01-11']) {
      marketClock.set(closeOf(date));
      await expect(evaluateSeries(deps, series)).rejects.toMatchObject({ code: 'MARKET_UNAVAILABLE' });
      await expect(
        checkAlerts(deps, { tenant: 'local', symbol: SYMBOL, interval: '1d' }),
      ).rejects.toMatchObject({
        code: 'MARKET_UNAVAILABLE',
      });
    }
    expect(await fired()).toEqual([]);
    fail(undefined);
    await evaluateSeries(deps, series);
    expect(await fired()).toEqual([closeOf('2024-01-09')]);
    expect(await deps.cursors.read(SYMBOL, '1d')).toBe(closeOf('2024-01-11'));
  });
});
