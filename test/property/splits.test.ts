import { memoryMarketData } from '../../lib/adapters/memory/memoryMarketData';
import { memorySplitFeed } from '../../lib/adapters/memory/memorySplitFeed';
import { isMarketNotice } from '../../lib/alerts/marketNotice';
import type { Deps } from '../../lib/app/deps';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { pauseRule, resumeRule } from '../../lib/app/pauseRule';
import { createRule } from '../../lib/app/rules';
import type { RawBar } from '../../lib/market/bar';
import { barClosedAt } from '../../lib/market/barClose';
import { splitPath, type SplitPath } from '../support/splitPaths';
import { world } from '../support/world';

jest.setTimeout(240_000);

const SYMBOL = 'ACME';
const TENANT = { tenant: 'local' };
const RATIOS = [
  '2:1 3:1 4:1 5:1 6:1 7:1 8:1 10:1 15:1 20:1 25:1 30:1 50:1 100:1 3:2 5:2 4:3 5:3 5:4',
  '1:2 1:3 1:4 1:5 1:8 1:10 1:15 1:20 1:25 1:50 1:100',
].flatMap((some) => some.split(' '));
const PATHS_EACH = 40;

const PATHS: readonly SplitPath[] = RATIOS.flatMap((ratio, place) => {
  const [numerator, denominator] = ratio.split(':').map(Number) as [number, number];
  return Array.from({ length: PATHS_EACH }, (_, nth) =>
    splitPath(nth % 2 === 0 ? '1d' : '5min', [numerator, denominator], 1_000 * nth + place),
  );
});

/** Rules that a split would fire, if it were taken for a move, and one that a move after it fires. */
const rulesOn = ({ before, moved }: SplitPath) => ({
  falls: { op: 'moves_down', left: 'close', by: { pct: 10 }, within: '1bars' },
  below: { op: 'crosses_down', left: 'close', right: 0.85 * before.close },
  above: { op: 'crosses_up', left: 'close', right: 1.15 * before.close },
  moves: { op: 'crosses', left: 'close', right: moved.goneOver },
});

/** A world in which rules were written, at the last close before a split where nothing else is said, to judge in on bars up to an instant. */
async function judging(
  path: SplitPath,
  bars: readonly RawBar[],
  feed: 'announces' | 'none',
  writtenAt = path.before.closedAt,
) {
  const { interval, split } = path;
  const at = world({ bars: {}, marketNow: writtenAt });
  const deps: Deps = {
    ...at.deps,
    marketData: memoryMarketData([{ symbol: SYMBOL, interval, bars }]),
    splitFeed: feed === 'none' ? undefined : memorySplitFeed({ [SYMBOL]: [split] }),
  };
  const write = async (name: string, when: object) => {
    const body = { dsl: '1', name, targets: { symbols: [SYMBOL] }, interval, when };
    return (await createRule(deps, { ...TENANT, body })).stored.id;
  };
  for (const [name, when] of Object.entries(rulesOn(path))) await write(name, when);
  /** What rules have fired, and what was told of the bars. */
  const upTo = async (instant: number) => {
    at.marketClock.set(instant);
    await evaluateSeries(deps, { series: SYMBOL, interval });
    const { items } = await at.stores.alerts.list({ ...TENANT, limit: 100 });
    const fired = items.filter((alert) => !isMarketNotice(alert));
    return {
      notices: items.filter(isMarketNotice).map(({ event }) => event),
      fired: fired.map(({ ruleName, barStartAt }) => `${ruleName} ${barStartAt}`).sort(),
    };
  };
  return { deps, write, upTo };
}

const judged = async (path: SplitPath, bars: readonly RawBar[], feed: 'announces' | 'none') =>
  (await judging(path, bars, feed)).upTo(path.end);

const nameOf = ({ split, interval }: SplitPath): string =>
  `${split.numerator}:${split.denominator} ${interval}`;

it('a split that is announced fires nothing on 1,200 paths, which then fire what they do without one', async () => {
  let compared = 0;
  for (const path of PATHS) {
    const plain = await judged(path, path.unsplit, 'none');
    expect(plain).toMatchObject({
      notices: [],
      fired: expect.arrayContaining([expect.stringMatching(/^moves /)]),
    });
    const split = await judged(path, path.traded, 'announces');
    expect({ of: nameOf(path), ...split }).toEqual({
      of: nameOf(path),
      notices: ['rebased'],
      fired: plain.fired,
    });
    compared += 1;
  }
  expect(compared).toBe(1_200);
});

/** Whether a path opens within 3 % of where its split puts it. */
const isNear = ({ unsplit, split, before }: SplitPath): boolean => {
  const opened = unsplit.find(({ startAt }) => startAt >= split.at)!.open;
  return Math.abs(Math.log(opened / before.close)) <= Math.log(1.03);
};

it('a split that nobody announces is suspected on all paths but 19, and fires nothing where it is', async () => {
  const told = { suspected: 0, farAway: 0, loud: 0 };
  for (const path of PATHS) {
    const { notices, fired } = await judged(path, path.traded, 'none');
    if (notices.length === 0) told[isNear(path) ? 'loud' : 'farAway'] += 1;
    else {
      expect({ of: nameOf(path), notices, fired }).toEqual({
        of: nameOf(path),
        notices: ['noData'],
        fired: [],
      });
      told.suspected += 1;
    }
  }
  // Of any ratio: a price that has moved by more than 3 % overnight, or volumes that do not follow.
  expect(told).toEqual({ suspected: 1_181, farAway: 14, loud: 5 });
});

it('rules that wait for a split are judged again once they are paused and resumed', async () => {
  const paths = PATHS.filter((path, place) => place % PATHS_EACH < 2 && isNear(path));
  for (const path of paths) {
    const { deps, write, upTo } = await judging(path, path.traded, 'none');
    const id = await write('rises', { op: 'moves_up', left: 'close', by: { pct: 5 }, within: '1bars' });
    expect(await upTo(path.second)).toEqual({ notices: ['noData'], fired: [] });
    await pauseRule(deps, { ...TENANT, id });
    await resumeRule(deps, { ...TENANT, id });
    expect(await upTo(path.end)).toEqual({
      notices: ['noData'],
      fired: expect.arrayContaining([`rises ${path.moved.startAt}`]),
    });
  }
  expect(paths.length).toBeGreaterThan(50);
});

type Misplaced = (bar: RawBar, scale: (of: number) => number) => RawBar;

/** Prints beside a split that stand on the scale of its other side, in the last bar before it or in its first. */
const MISPLACED: readonly (readonly [string, 'before' | 'first', Misplaced])[] = [
  ['the close before', 'before', (bar, scale) => withPrices(bar, { close: scale(bar.close) })],
  ['the bar before', 'before', (bar, scale) => wholeOn(bar, scale)],
  ['the first bar', 'first', (bar, scale) => wholeOn(bar, scale)],
  ['the first open', 'first', (bar, scale) => withPrices(bar, { open: scale(bar.open) })],
];

const withPrices = (bar: RawBar, prices: Partial<RawBar>): RawBar => {
  const changed = { ...bar, ...prices };
  const [high, low] = [Math.max, Math.min].map((of) => of(changed.open, changed.close));
  return { ...changed, high: Math.max(bar.high, high!), low: Math.min(bar.low, low!) };
};

const wholeOn = (bar: RawBar, scale: (of: number) => number): RawBar => ({
  ...bar,
  ...Object.fromEntries((['open', 'high', 'low', 'close'] as const).map((name) => [name, scale(bar[name])])),
});

it.each(MISPLACED)(
  'an announced split fires nothing though %s stands on the scale of its other side, judged bar by bar or at once',
  async (_which, place, misplace) => {
    const paths = PATHS.filter((_, at) => at % PATHS_EACH < 4);
    for (const path of paths) {
      const { numerator, denominator, at: splitAt } = path.split;
      const first = path.traded.findIndex(({ startAt }) => startAt >= splitAt);
      const factor = place === 'before' ? denominator / numerator : numerator / denominator;
      const bars = path.traded.map((bar, nth) =>
        nth === (place === 'before' ? first - 1 : first) ? misplace(bar, (of) => of * factor) : bar,
      );
      const [written, ...closes] = bars
        .slice(first - 2)
        .map(({ startAt }) => barClosedAt(path.interval, startAt)!);
      const [atOnce, live] = [
        await judging(path, bars, 'announces', written),
        await judging(path, bars, 'announces', written),
      ];
      for (const closedAt of closes) await live.upTo(closedAt);
      for (const { notices, fired } of [await atOnce.upTo(path.end), await live.upTo(path.end)])
        expect({ of: nameOf(path), notices, fired: fired.filter((one) => !one.startsWith('moves')) }).toEqual(
          {
            of: nameOf(path),
            notices: ['rebased'],
            fired: [],
          },
        );
    }
    expect(paths).toHaveLength(120);
  },
);
