import { fallbackMarketData } from '../../../../lib/adapters/fallback/fallbackMarketData';
import { recognisedMarketData } from '../../../../lib/adapters/fallback/recognisedMarketData';
import { tradedMarketData } from '../../../../lib/adapters/fallback/tradedMarketData';
import { unmixedMarketData } from '../../../../lib/adapters/fallback/unmixedMarketData';
import { memoryMarketData } from '../../../../lib/adapters/memory/memoryMarketData';
import type { Deps } from '../../../../lib/app/deps';
import { evaluateSeries } from '../../../../lib/app/evaluateSeries';
import { readBars } from '../../../../lib/app/readBars';
import { createRule } from '../../../../lib/app/rules';
import type { RawBar } from '../../../../lib/market/bar';
import { sessionsBetween } from '../../../../lib/market/calendar/sessionsBetween';
import { scaledBar } from '../../../../lib/market/rebasedBars';
import type { MarketData } from '../../../../lib/ports/MarketData';
import type { Cond } from '../../../../lib/rules/rule';
import { Problem } from '../../../../lib/problems';
import { KEY, SEVEN, SPLIT, SYMBOL, traded } from '../../../support/splitWorld';
import { walkBars, world } from '../../../support/world';

const LONG = walkBars('2023-01-03', '2024-12-20', 5);
const SINCE = sessionsBetween(SPLIT, '2024-12-20');
const LEAST = { op: '<', left: 'close', right: 1 } as const;
/** It is true for good once raw bars of before the split stand before those since. */
const FALLEN: Cond = { op: '<', left: 'close', right: { mul: [{ ind: 'sma', n: 150 }, 0.7] } };

type Source = { readonly name: string; readonly told: (now: number) => readonly RawBar[] };

/** Sources in their order, of which the first can go down, beside a feed that knows of the split where it is announced. */
function sourcesOf(sources: readonly Source[], marketNow: number, isAnnounced = true) {
  const at = world({ bars: {}, marketNow });
  const { bars, splits } = at.stores;
  const splitFeed: NonNullable<Deps['splitFeed']> = {
    splits: async ({ fromDate, toDate }) =>
      isAnnounced && SPLIT >= fromDate && SPLIT <= toDate
        ? [{ sessionDate: SPLIT, numerator: SEVEN.numerator, denominator: SEVEN.denominator }]
        : [],
  };
  const down = new Set<string>();
  const providers = sources.map(({ name, told }) => {
    const vendor: MarketData = {
      bars: async (query) => {
        if (down.has(name)) throw new Problem('MARKET_UNAVAILABLE', `${name} is down.`);
        const now = at.marketClock.now();
        const served = memoryMarketData([{ symbol: SYMBOL, interval: '1d', bars: told(now) }], name);
        return served.bars({ ...query, upTo: Math.min(query.upTo, now) });
      },
    };
    const asTraded = tradedMarketData(vendor, { bars, splits, splitFeed });
    const recognised = recognisedMarketData({ name, marketData: asTraded }, bars);
    return { name, marketData: unmixedMarketData({ name, marketData: recognised }, bars) };
  });
  const marketData = fallbackMarketData(providers, { clock: at.deps.clock, log: at.deps.log });
  const deps: Deps = { ...at.deps, splitFeed, marketData };
  const write = (name: string, when: Cond) => {
    const body = { dsl: '1', name, targets: { symbols: [SYMBOL] }, interval: '1d', when };
    return createRule(deps, { tenant: 'local', body });
  };
  /** Judges the bars of some sessions after the split, one by one. */
  const judge = async (from: number, to: number) => {
    let judged = 0;
    for (const { closeAt } of SINCE.slice(from, to)) {
      at.marketClock.set(closeAt);
      judged += (await evaluateSeries(deps, KEY)).bars;
    }
    return judged;
  };
  const stored = () =>
    bars.newest({ series: SYMBOL, interval: '1d', upTo: at.marketClock.now(), limit: 1_000 });
  const alerts = async () => (await at.stores.alerts.list({ tenant: 'local', limit: 100 })).items;
  return { deps, down, write, judge, stored, alerts };
}

const isStep = (bar: RawBar, place: number, bars: readonly RawBar[]): boolean =>
  place > 0 && Math.abs(Math.log(bar.open / bars[place - 1]!.close)) > 0.5;

const RESCALED: Source = { name: 'rescaled', told: () => LONG.map((bar) => scaledBar(bar, 1 / 7)) };
const RAW: Source = { name: 'raw', told: () => traded(LONG) };

describe('a source that tells bars as they were traded takes the place of one that has rescaled them', () => {
  it.each([0, 1, 9, 12, 22, 30, 64])('at a symbol first seen %p sessions after the split', async (seen) => {
    const at = sourcesOf([RESCALED, RAW], SINCE[seen]!.closeAt);
    await at.write('least', LEAST);
    await at.judge(seen + 1, seen + 2);
    at.down.add('rescaled');
    expect(await at.judge(seen + 2, seen + 6)).toBe(4);
    const page = await readBars(at.deps, { symbol: SYMBOL, interval: '1d', limit: 100 });
    expect(page.items).toHaveLength(100);
    expect(page.sourceFailed).toBeUndefined();
    const bars = await at.stored();
    expect(bars.filter(({ source }) => source === 'raw')).toHaveLength(4);
    expect([...bars, ...page.items].filter(isStep).length).toBe(0);
    expect(await at.alerts()).toEqual([]);
  });

  it.each([100, 110, 122, 124, 125, 126])(
    'with older bars, at a symbol first seen %p sessions after the split',
    async (seen) => {
      const at = sourcesOf([RESCALED, RAW], SINCE[seen]!.closeAt);
      await at.write('least', LEAST);
      at.down.add('rescaled');
      expect((await at.write('fallen', FALLEN)).warnings).toEqual([]);
      await at.judge(seen + 1, seen + 4);
      const bars = await at.stored();
      expect(bars.length).toBeGreaterThan(250);
      expect(bars.filter(isStep)).toEqual([]);
      expect(await at.alerts()).toEqual([]);
    },
  );

  it.each([100, 124, 125, 126])(
    'not with older bars where nobody announced it, at a symbol first seen %p sessions after the split',
    async (seen) => {
      const at = sourcesOf([RESCALED, RAW], SINCE[seen]!.closeAt, false);
      await at.write('least', LEAST);
      at.down.add('rescaled');
      await at.write('fallen', FALLEN);
      expect((await at.stored()).filter(isStep)).toEqual([]);
    },
  );

  it('and its newest bars also where nobody announced it', async () => {
    const at = sourcesOf([RESCALED, RAW], SINCE[22]!.closeAt, false);
    await at.write('least', LEAST);
    await at.judge(23, 24);
    at.down.add('rescaled');
    expect(await at.judge(24, 28)).toBe(4);
  });
});

test.each([0.02, 0.04])(
  'one source that takes its past down by a dividend of %p is read and judged on the days after',
  async (share) => {
    const paidAt = SINCE[20]!.openAt;
    const told = (now: number) =>
      LONG.map((bar) => (bar.startAt > paidAt || now > paidAt ? scaledBar(bar, 1 - share) : bar));
    const at = sourcesOf([{ name: 'only', told }], SINCE[18]!.closeAt);
    await at.write('least', LEAST);
    for (let place = 19; place < 34; place += 1) {
      expect(await at.judge(place, place + 1)).toBe(1);
      const page = await readBars(at.deps, { symbol: SYMBOL, interval: '1d', limit: 100 });
      expect(page.sourceFailed).toBeUndefined();
    }
  },
);
