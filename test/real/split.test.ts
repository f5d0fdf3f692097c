import { csvMarketData } from '../../lib/adapters/csv/csvMarketData';
import { memorySplitFeed } from '../../lib/adapters/memory/memorySplitFeed';
import { isMarketNotice } from '../../lib/alerts/marketNotice';
import type { Deps } from '../../lib/app/deps';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { predict } from '../../lib/app/predict';
import { createRule } from '../../lib/app/rules';
import { requestTraining, trainModel } from '../../lib/app/train';
import type { Cond } from '../../lib/rules/rule';
import { realBars } from '../support/realBars';
import { realData } from '../support/realData';
import { world } from '../support/world';

const SYMBOL = 'AAPL';
const SERIES = { symbol: SYMBOL, interval: '1min' } as const;
const TENANT = { tenant: 'local' };
const SPLIT = { sessionDate: '2014-06-09', numerator: 7, denominator: 1 };
const WRITTEN = Date.UTC(2014, 5, 6, 19);
const CLOSED = Date.UTC(2014, 5, 6, 20);
const OPENED = Date.UTC(2014, 5, 9, 13, 31);
const END = Date.UTC(2014, 5, 9, 20);

const RULES: Readonly<Record<string, Cond>> = {
  falls: { op: 'moves_down', left: 'close', by: { pct: 10 }, within: '1bars' },
  below: { op: '<', left: 'close', right: 600 },
  crosses: { op: 'crosses', left: 'close', right: 650 },
};

/** Rules that were written an hour before the last close at the old count of shares. */
async function watched(feed: 'announces' | 'none') {
  const at = world({ bars: {}, marketNow: WRITTEN });
  const deps: Deps = {
    ...at.deps,
    marketData: csvMarketData(realData('ohlcv', '1min')),
    splitFeed: feed === 'none' ? undefined : memorySplitFeed({ [SYMBOL]: [SPLIT] }),
  };
  for (const [name, when] of Object.entries(RULES)) {
    const body = { dsl: '1', name, targets: { symbols: [SYMBOL] }, interval: '1min', when };
    await createRule(deps, { ...TENANT, body });
  }
  const judge = async (instant: number) => {
    at.marketClock.set(instant);
    await evaluateSeries(deps, { series: SYMBOL, interval: '1min' });
  };
  const alerts = async () => (await at.stores.alerts.list({ ...TENANT, limit: 1_000 })).items.toReversed();
  const fired = async () =>
    (await alerts())
      .filter((alert) => !isMarketNotice(alert))
      .map(({ ruleName, barStartAt }) => ({ ruleName, barStartAt }));
  const told = async () => (await alerts()).filter(isMarketNotice).map(({ why }) => why.conditionWords);
  return { ...at, deps, judge, fired, told };
}

/** Starts of the bars after an instant on which closes went over a price of their scale, and not on the bar before too. */
async function crossed(from: number, level: number): Promise<readonly number[]> {
  const { bars } = await realBars('1min', SYMBOL, '1min');
  const since = bars.filter(({ startAt }) => startAt >= from);
  const isOver = since.map(
    ({ close }, place) => place > 0 && since[place - 1]!.close <= level !== close <= level,
  );
  return since.flatMap(({ startAt }, place) => (isOver[place] && !isOver[place - 1] ? [startAt] : []));
}

test('a split that is announced fires nothing, and a level of 650 is judged at 92.857 since', async () => {
  const { judge, fired, told } = await watched('announces');
  await judge(CLOSED);
  const before = await fired();
  for (const instant of [OPENED, OPENED + 60_000, END]) await judge(instant);
  const since = await crossed(Date.UTC(2014, 5, 9), 650 / 7);
  expect(since.length).toBeGreaterThan(0);
  expect((await fired()).slice(before.length)).toEqual(
    since.map((barStartAt) => ({ ruleName: 'crosses', barStartAt })),
  );
  expect(before.every(({ ruleName }) => ruleName === 'crosses')).toBe(true);
  expect(await told()).toEqual(['split 7:1, prices in rules follow']);
});

test('forecasts after it know nothing of a fall', async () => {
  const { deps, judge, marketClock } = await watched('announces');
  marketClock.set(CLOSED);
  const { id } = await requestTraining(deps, { ...TENANT, ...SERIES, horizon: '1bars', model: 'ewma' });
  await trainModel(deps, { ...TENANT, jobId: id });
  const ahead = () => predict(deps, { ...SERIES, horizon: '1bars' });
  const before = await ahead();
  await judge(OPENED + 300_000);
  const after = await ahead();
  expect(after.currentPrice / before.currentPrice).toBeCloseTo(1 / 7, 2);
  // An opening makes σ four times as much; a fall to a seventh in it would make it a thousand times as much.
  expect(after.volatilityPct / before.volatilityPct).toBeLessThan(10);
  expect(after.volatilityPct).toBeLessThan(0.5);
});

test('a split that nobody announces makes rules wait, which is told once', async () => {
  const { judge, fired, told } = await watched('none');
  await judge(CLOSED);
  const before = await fired();
  for (const instant of [OPENED, OPENED + 60_000, END]) await judge(instant);
  expect(await told()).toEqual(['maybe a split 7:1, rules wait']);
  expect(await fired()).toEqual(before);
});
