import { memoryMarketData } from '../../../lib/adapters/memory/memoryMarketData';
import { isMarketNotice } from '../../../lib/alerts/marketNotice';
import { evaluateSeries } from '../../../lib/app/evaluateSeries';
import { pauseRule, resumeRule } from '../../../lib/app/pauseRule';
import { createRule } from '../../../lib/app/rules';
import type { RawBar } from '../../../lib/market/bar';
import { barClosedAt } from '../../../lib/market/barClose';
import { sessionsBetween } from '../../../lib/market/calendar/sessionsBetween';
import { scaledBar } from '../../../lib/market/rebasedBars';
import type { SplitFeed } from '../../../lib/ports/SplitFeed';
import type { Cond } from '../../../lib/rules/rule';
import { Problem } from '../../../lib/problems';
import { splitPath } from '../../support/splitPaths';
import {
  closeBefore,
  closeOf,
  type Feed,
  LAST,
  SECOND,
  SEVEN,
  SPLIT,
  splitWorld,
  startOf,
  SYMBOL,
  THIRD,
  traded,
  UNSPLIT,
} from '../../support/splitWorld';
import { world } from '../../support/world';

const SESSIONS = sessionsBetween('2024-01-02', '2024-04-26').map(({ date }) => date);

/** A feed that announces a split for a session, to whoever asks for that. */
const announcing = (sessionDate: string, numerator: number, denominator: number): SplitFeed => ({
  splits: async ({ fromDate, toDate }) =>
    fromDate <= sessionDate && sessionDate <= toDate ? [{ sessionDate, numerator, denominator }] : [],
});

/** What an unannounced split would fire. */
const FIRED_BY_A_FALL: Readonly<Record<string, Cond>> = {
  falls: { op: 'moves_down', left: 'close', by: { pct: 10 }, within: '1bars' },
  rises: { op: 'moves_up', left: 'close', by: { pct: 10 }, within: '1bars' },
};

describe.each<[number, number]>([
  [3, 2],
  [5, 4],
  [7, 1],
  [1, 10],
])('a split of %i:%i that is announced for the session beside', (numerator, denominator) => {
  const cases = (['1d', '5min'] as const).flatMap((interval) =>
    [-1, 1].map((shift) => [interval, shift] as const),
  );
  it.each(cases)(
    'is one of the session that opened there (%s, %i), and fires nothing',
    async (interval, shift) => {
      const path = splitPath(interval, [numerator, denominator], 42);
      const place = SESSIONS.indexOf(path.split.sessionDate);
      const splitFeed = announcing(SESSIONS[place + shift]!, numerator, denominator);
      const first = path.traded.findIndex(({ startAt }) => startAt >= path.split.at);
      const [written, ...closes] = path.traded
        .slice(first - 2)
        .map(({ startAt }) => barClosedAt(interval, startAt)!);
      const at = world({ bars: {}, marketNow: written! });
      const marketData = memoryMarketData([{ symbol: SYMBOL, interval, bars: path.traded }]);
      const deps = { ...at.deps, marketData, splitFeed };
      for (const [name, when] of Object.entries(FIRED_BY_A_FALL)) {
        const body = { dsl: '1', name, targets: { symbols: [SYMBOL] }, interval, when };
        await createRule(deps, { tenant: 'local', body });
      }
      for (const closedAt of closes) {
        at.marketClock.set(closedAt);
        await evaluateSeries(deps, { series: SYMBOL, interval });
      }
      const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 100 });
      expect(items.map((alert) => (isMarketNotice(alert) ? alert.event : alert.ruleName))).toEqual([
        'rebased',
      ]);
      expect(await at.stores.splits.ofSymbol(SYMBOL)).toContainEqual({
        at: path.split.at,
        numerator,
        denominator,
        state: 'confirmed',
      });
    },
  );
});

const LATER = '2024-02-14';
const DAYS_LATER = sessionsBetween(SPLIT, '2024-02-28').map(({ date }) => date);

/** Conditions that a fall to a seventh makes true, however long ago it was. */
const LOOKING_BACK: readonly Cond[] = [
  { op: '<', left: 'close', right: { mul: [{ ind: 'sma', n: 50 }, 0.6] } },
  { op: 'moves_down', left: 'close', by: { pct: 50 }, within: '40bars' },
];

describe('a split that nobody watched', () => {
  it.each<[string, string, Feed, Feed]>([
    ['announced all the time', LATER, 'announced', 'announced'],
    ['announced to who asks again', '2024-01-22', 'down', 'announced'],
    ['of which nobody can tell', '2024-01-22', 'down', 'down'],
  ])('and that was %s fires no rule that looks back over it', async (_how, written, first, then) => {
    const at = await splitWorld(first);
    at.marketClock.set(closeOf(written));
    for (const when of LOOKING_BACK) {
      const body = { dsl: '1', name: 'looks back', targets: { symbols: [SYMBOL] }, interval: '1d', when };
      await createRule(at.deps, { tenant: 'local', body });
    }
    for (const date of DAYS_LATER.filter((day) => day > written)) await at.judge(date, at.fedBy(then));
    expect(await at.fired()).toEqual([]);
    // Who writes a rule after a split is told nothing of it.
    expect(await at.notices()).toEqual([]);
  });

  it('fires no rule whose prices were written before, and that was paused over it', async () => {
    const at = await splitWorld('announced');
    const id = await at.write({ op: '<', left: 'close', right: closeBefore * 0.7 });
    await pauseRule(at.deps, { tenant: 'local', id });
    at.marketClock.set(closeOf(LATER));
    await resumeRule(at.deps, { tenant: 'local', id });
    for (const date of DAYS_LATER.filter((day) => day > LATER)) await at.judge(date);
    expect(await at.fired()).toEqual([]);
    expect(await at.notices()).toEqual(['split 7:1, prices in rules follow']);
  });

  it('and that is none is asked about once', async () => {
    const fallen = UNSPLIT.map((bar) => (bar.startAt < startOf(SPLIT) ? bar : scaledBar(bar, 0.8)));
    const at = await splitWorld('none', fallen);
    const asked: string[] = [];
    const splitFeed: SplitFeed = {
      splits: async ({ toDate }) => {
        asked.push(toDate);
        return [];
      },
    };
    at.marketClock.set(closeOf(LATER));
    await at.write({ op: '>', left: 'close', right: 1e9 });
    for (const date of DAYS_LATER.filter((day) => day > LATER))
      await at.judge(date, { ...at.deps, splitFeed });
    expect(asked).toHaveLength(1);
    expect(await at.notices()).toEqual([]);
  });
});

describe('while a feed of splits is down', () => {
  it.each([0.02, 0.05, -0.05])('a fall to a seventh makes rules wait, %d off', async (off) => {
    const bars = traded().map((bar): RawBar => {
      if (bar.startAt < startOf(SPLIT)) return bar;
      return { ...scaledBar(bar, 1 + off), volume: bar.volume };
    });
    const at = await splitWorld('announced', bars);
    await at.write({ op: 'moves_down', left: 'close', by: { pct: 30 }, within: '1bars' });
    for (const date of [LAST, SPLIT, SECOND]) await at.judge(date, at.fedBy('down'));
    for (const date of DAYS_LATER.filter((day) => day > SECOND)) await at.judge(date);
    expect(await at.fired()).toEqual([]);
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toEqual([SEVEN]);
  });

  it('a small gap makes rules wait until it answers that there was no split, and no longer', async () => {
    const gap = UNSPLIT.map((bar): RawBar => {
      if (bar.startAt < startOf(SPLIT)) return bar;
      return {
        ...scaledBar(bar, 2 / 3),
        volume: bar.startAt === startOf(SPLIT) ? 6 * bar.volume : bar.volume,
      };
    });
    const at = await splitWorld('not announced', gap);
    await at.write({ op: '<', left: 'close', right: closeBefore * 0.9 });
    for (const date of [LAST, SPLIT]) await at.judge(date, at.fedBy('down'));
    expect(await at.fired()).toEqual([]);
    for (const date of [SECOND, THIRD]) await at.judge(date);
    expect(await at.fired()).toEqual([SECOND]);
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toEqual([
      { at: SEVEN.at, numerator: 3, denominator: 2, state: 'refuted', suspectedUntil: closeOf(SECOND) },
    ]);
  });
});

it('an announced split of a source that has rescaled its past is not seen in a gap of later days', async () => {
  // Nothing jumped on the day of the split; two sessions later the price gaps by less than a 5:4 split would.
  const gap = UNSPLIT.map((bar) => (bar.startAt < startOf(THIRD) ? bar : scaledBar(bar, 0.88)));
  const at = await splitWorld('announced as 5:4', gap);
  await at.write({ op: 'moves_up', left: 'close', by: { pct: 8 }, within: '8bars' });
  for (const date of [LAST, ...DAYS_LATER]) await at.judge(date);
  expect((await at.stores.splits.ofSymbol(SYMBOL)).filter(({ state }) => state !== 'refuted')).toEqual([]);
  expect(await at.fired()).toEqual([]);
});

it.each([18, 25])(
  'a fall of %i % two sessions after an announced split that its source has rescaled fires',
  async (pct) => {
    const fallen = UNSPLIT.map((bar) => (bar.startAt < startOf(THIRD) ? bar : scaledBar(bar, 1 - pct / 100)));
    const at = await splitWorld('announced as 5:4', fallen);
    await at.write({ op: 'moves_down', left: 'close', by: { pct: 10 }, within: '1bars' });
    for (const date of [LAST, ...DAYS_LATER]) await at.judge(date);
    expect(await at.fired()).toEqual([THIRD]);
    expect((await at.stores.splits.ofSymbol(SYMBOL)).filter(({ state }) => state !== 'refuted')).toEqual([]);
  },
);

it('a problem of the feed is no answer', async () => {
  const at = await splitWorld('none');
  await at.write({ op: '>', left: 'close', right: 1e9 });
  const splitFeed: SplitFeed = {
    splits: () => Promise.reject(new Problem('MARKET_RATE_LIMITED', 'no calls left')),
  };
  for (const date of [LAST, SPLIT, SECOND]) await at.judge(date, { ...at.deps, splitFeed });
  expect(await at.stores.splits.ofSymbol(SYMBOL)).toMatchObject([{ at: SEVEN.at, state: 'suspected' }]);
});

describe('an ordinary gap of long ago', () => {
  const FALLEN = UNSPLIT.map((bar) => (bar.startAt < startOf(SPLIT) ? bar : scaledBar(bar, 0.8)));
  const later = DAYS_LATER.filter((day) => day > LATER);

  it.each(['MARKET_ENTITLEMENT', 'MARKET_UNAVAILABLE', 'SYMBOL_UNKNOWN'] as const)(
    'is looked back on where the feed of splits says %s',
    async (code) => {
      const at = await splitWorld('none', FALLEN);
      at.marketClock.set(closeOf(LATER));
      await at.write({ op: '<', left: { ind: 'sma', n: 40 }, right: 1e9 });
      const splitFeed: SplitFeed = { splits: () => Promise.reject(new Problem(code, 'no answer')) };
      for (const date of later) await at.judge(date, { ...at.deps, splitFeed });
      expect(await at.fired()).toEqual([later[0]]);
      expect(await at.notices()).toEqual([]);
    },
  );

  it.each<[string, readonly RawBar[], Feed]>([
    ['that was none', FALLEN, 'not announced'],
    ['that was a split', traded(), 'not announced'],
    ['that was a split, announced late', traded(), 'announced'],
  ])('%s is told to nobody who has written a rule since', async (_what, bars, then) => {
    const at = await splitWorld('none', bars);
    at.marketClock.set(closeOf(LATER));
    await at.write({ op: '>', left: 'close', right: 1e9 });
    await at.judge(later[0]!, at.fedBy('down'));
    for (const date of later.slice(1)) await at.judge(date, at.fedBy(then));
    expect(await at.notices()).toEqual([]);
  });
});

it.each([6, 13, 20])(
  'a split that is announced during its session is confirmed by daily bars, though 5-minute bars have asked before (%i)',
  async (seed) => {
    const wild = (interval: '1d' | '5min') => {
      const { split, unsplit, before } = splitPath(interval, [5, 4], seed);
      const cubed = (price: number): number => 100 * (price / 100) ** 3;
      const bars = unsplit.map(({ startAt, open, high, low, close, volume }) => {
        const [o, h, l, c] = [open, high, low, close].map(cubed) as [number, number, number, number];
        const bar = { startAt, open: o, high: h, low: l, close: c, volume };
        return startAt < split.at ? bar : scaledBar(bar, 4 / 5);
      });
      return { split, bars, before };
    };
    const [daily, intraday] = [wild('1d'), wild('5min')];
    const firstOf = ({ bars, split }: typeof daily) => bars.findIndex(({ startAt }) => startAt >= split.at);
    const open = intraday.bars[firstOf(intraday)]!.startAt;
    const closes = (['1d', '5min'] as const).flatMap((interval) => {
      const of = interval === '1d' ? daily : intraday;
      return of.bars
        .slice(firstOf(of) - 1)
        .map(({ startAt }) => ({ interval, closedAt: barClosedAt(interval, startAt)! }));
    });
    const at = world({ bars: {}, marketNow: barClosedAt('1d', daily.bars[firstOf(daily) - 2]!.startAt)! });
    const marketData = memoryMarketData([
      { symbol: SYMBOL, interval: '1d', bars: daily.bars },
      { symbol: SYMBOL, interval: '5min', bars: intraday.bars },
    ]);
    const { sessionDate } = daily.split;
    const splitFeed: SplitFeed = {
      splits: async () =>
        at.marketClock.now() < open + 7_200_000 ? [] : [{ sessionDate, numerator: 5, denominator: 4 }],
    };
    const deps = { ...at.deps, marketData, splitFeed };
    for (const interval of ['1d', '5min'] as const) {
      const when = { op: '>', left: 'close', right: 1e9 };
      const body = { dsl: '1', name: interval, targets: { symbols: [SYMBOL] }, interval, when };
      await createRule(deps, { tenant: 'local', body });
    }
    for (const { interval, closedAt } of closes.sort((one, other) => one.closedAt - other.closedAt)) {
      at.marketClock.set(closedAt);
      await evaluateSeries(deps, { series: SYMBOL, interval });
    }
    expect(await at.stores.splits.ofSymbol(SYMBOL)).toContainEqual({
      at: daily.split.at,
      numerator: 5,
      denominator: 4,
      state: 'confirmed',
    });
  },
);

it.each<[Feed, readonly string[]]>([
  ['down', ['maybe a split 7:1, rules wait']],
  ['announced', []],
])('who writes a rule during the session of a split is told that it waits: %s', async (feed, notices) => {
  const at = await splitWorld(feed);
  await at.write({ op: '>', left: 'close', right: 1e9 });
  await at.judge(LAST);
  at.marketClock.set(closeOf(SPLIT) - 3_600_000);
  const body = {
    targets: { symbols: [SYMBOL] },
    interval: '1d',
    when: { op: '>', left: 'close', right: 1e9 },
  };
  await createRule(at.deps, { tenant: 'local-2', body: { dsl: '1', name: 'at noon', ...body } });
  for (const date of [SPLIT, SECOND]) await at.judge(date);
  expect(await at.notices('local-2')).toEqual(notices);
});
