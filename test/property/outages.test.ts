import fc from 'fast-check';
import { fallbackMarketData } from '../../lib/adapters/fallback/fallbackMarketData';
import { unmixedMarketData } from '../../lib/adapters/fallback/unmixedMarketData';
import { memoryMarketData } from '../../lib/adapters/memory/memoryMarketData';
import { evaluateSeries } from '../../lib/app/evaluateSeries';
import { readBars } from '../../lib/app/readBars';
import { createRule } from '../../lib/app/rules';
import type { RawBar } from '../../lib/market/bar';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import type { MarketData } from '../../lib/ports/MarketData';
import { isProblem, Problem } from '../../lib/problems';
import { walkBars, world } from '../support/world';

const SYMBOL = 'ACME';
const BARS = walkBars('2022-06-01', '2024-03-01', 9);
const SESSIONS = sessionsBetween('2024-01-08', '2024-02-16');

const scaled = (by: number): readonly RawBar[] =>
  BARS.map((bar) => ({
    ...bar,
    open: bar.open * by,
    high: bar.high * by,
    low: bar.low * by,
    close: bar.close * by,
  }));

type Outage = { readonly primary: boolean; readonly backup: boolean };

/** Two providers, the second of which may see prices on another scale, and which of them is down. */
function provided(factor: number) {
  const at = world({ bars: {}, marketNow: SESSIONS[0]!.closeAt });
  let down: Outage = { primary: false, backup: false };
  const provider = (name: keyof Outage, by: number): MarketData => {
    const sound = memoryMarketData([{ symbol: SYMBOL, interval: '1d', bars: scaled(by) }], name);
    return {
      bars: (query) =>
        down[name]
          ? Promise.reject(new Problem('MARKET_UNAVAILABLE', `${name} is down.`))
          : sound.bars(query),
    };
  };
  const providers = [
    { name: 'primary', marketData: provider('primary', 1) },
    { name: 'backup', marketData: provider('backup', factor) },
  ].map((one) => ({ name: one.name, marketData: unmixedMarketData(one, at.stores.bars) }));
  const deps = {
    ...at.deps,
    marketData: fallbackMarketData(providers, { clock: at.clock, log: at.deps.log }),
  };
  return { ...at, deps, let: (outage: Outage) => (down = outage) };
}

/** What nothing in these bars does, and a change of scale would. */
const FALL = {
  dsl: '1',
  name: 'a fall of a fifth',
  targets: { symbols: [SYMBOL] },
  interval: '1d',
  trigger: { frequency: 'bar_close' },
  when: { op: '<', left: 'close', right: { mul: [{ lag: ['close', 1] }, 0.8] } },
};

/** Whether the providers served. */
async function orDown(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!isProblem(error)) throw error;
    expect(['MARKET_UNAVAILABLE', 'MARKET_MALFORMED']).toContain(error.code);
    return false;
  }
}

const outages = fc.array(fc.record({ primary: fc.boolean(), backup: fc.boolean() }), {
  minLength: SESSIONS.length,
  maxLength: SESSIONS.length,
});

describe('a series that two sources serve in turn', () => {
  it('never holds prices on two scales, fires on none of them, catches up, and tells of each outage once', async () => {
    const seen = { both: 0, alone: 0, told: 0 };
    await fc.assert(
      fc.asyncProperty(outages, fc.constantFrom(1, 1.0005, 0.5, 1.02, 2 / 3), async (timeline, factor) => {
        const at = provided(factor);
        const bars = at.stores.bars;
        await createRule(at.deps, { tenant: 'local', body: FALL });
        /** The last session that was judged, and those before an outage of more than three. */
        let last = 0;
        const before = new Set<number>();
        for (const [place, { closeAt }] of SESSIONS.entries()) {
          at.marketClock.set(closeAt);
          at.clock.advance(60_000);
          at.let(timeline[place]!);
          const isServed = await orDown(() => evaluateSeries(at.deps, { series: SYMBOL, interval: '1d' }));
          if (isServed) last = place;
          else if (place - last > 3) before.add(SESSIONS[last]!.closeAt);
          await orDown(() => readBars(at.deps, { symbol: SYMBOL, interval: '1d', limit: 5 }));
        }
        at.let({ primary: false, backup: false });
        await evaluateSeries(at.deps, { series: SYMBOL, interval: '1d' });
        const upTo = SESSIONS.at(-1)!.closeAt;
        const stored = await bars.newest({ series: SYMBOL, interval: '1d', upTo, limit: 1_000 });
        const closes = new Map(BARS.map((bar) => [bar.startAt, bar.close]));
        const scales = new Set(
          stored.map((bar) => (bar.close / closes.get(bar.startAt)!).toFixed(4)).map((text) => Number(text)),
        );
        const sources = new Set(stored.map(({ source }) => source));
        const isOneScale = Math.abs(factor - 1) < 0.005;
        if (!isOneScale) expect([...scales]).toHaveLength(1);
        if (!isOneScale) expect([...sources]).toHaveLength(1);
        seen[sources.size > 1 ? 'both' : 'alone'] += 1;
        expect(stored.at(-1)!.closedAt).toBe(upTo);
        expect(stored.slice(-SESSIONS.length).map(({ closedAt }) => closedAt)).toEqual(
          SESSIONS.map(({ closeAt }) => closeAt),
        );
        const { items } = await at.stores.alerts.list({ tenant: 'local', limit: 100 });
        expect(items.map(({ event, barClosedAt }) => [event, barClosedAt]).reverse()).toEqual(
          [...before].map((closeAt) => ['noData', closeAt]),
        );
        seen.told += items.length;
      }),
      { numRuns: 200 },
    );
    expect(Math.min(seen.both, seen.alone, seen.told)).toBeGreaterThan(30);
  });
});
