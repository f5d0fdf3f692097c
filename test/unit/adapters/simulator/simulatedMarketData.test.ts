import * as fc from 'fast-check';
import { median, sampleCorrelation } from 'simple-statistics';
import { simulatedMarketData } from '../../../../lib/adapters/simulator/simulatedMarketData';
import { sessionOn } from '../../../../lib/market/calendar/sessionOn';
import { cleanBars } from '../../../../lib/market/cleanBars';
import { SIMULATED_SYMBOLS } from '../../../../lib/market/simulated';
import { slotsAfter } from '../../../../lib/market/slots';
import type { BarQuery, MarketData } from '../../../../lib/ports/MarketData';
import type { BarStatistics } from '../../../support/barStatistics';
import { barStatistics } from '../../../support/barStatistics';

const nobody: MarketData = {
  bars: async ({ symbol }) => {
    throw new Error(`somebody else was asked for ${symbol}`);
  },
};
const simulator = (seed = 1) => simulatedMarketData(nobody, seed);

const FIRST = Date.UTC(2022, 0, 3, 14, 30);
const LATE = Date.UTC(2024, 0, 3);
const QUERY: BarQuery = { symbol: 'DEMO.A', interval: '5min', upTo: LATE };

const barsOf = async (query: Partial<BarQuery> = {}, source = simulator()) =>
  (await source.bars({ ...QUERY, ...query })).bars;

describe('the simulator', () => {
  it('says that its bars are simulated', async () => {
    expect(await simulator().bars({ ...QUERY, limit: 1 })).toMatchObject({ source: 'simulated' });
  });

  it('gives a seed the same bars, today and in every process', async () => {
    expect(await barsOf({ upTo: FIRST + 600_000 })).toEqual([
      { startAt: FIRST, open: 411.11, high: 411.75, low: 410.36, close: 410.48, volume: 1_074_800 },
      { startAt: FIRST + 300_000, open: 410.48, high: 411.51, low: 410.11, close: 411.36, volume: 900_027 },
    ]);
  });

  it('gives every symbol and every seed bars of its own', async () => {
    const upTo = FIRST + 20 * 86_400_000;
    const closes = async (symbol: string, seed?: number) =>
      (await barsOf({ symbol, upTo, limit: 50 }, simulator(seed))).map(({ close }) => close).join();
    const all = await Promise.all([
      ...SIMULATED_SYMBOLS.map((symbol) => closes(symbol)),
      ...SIMULATED_SYMBOLS.map((symbol) => closes(symbol, 2)),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });

  it('answers every window alike, whatever it was asked before', async () => {
    const whole = await barsOf({ upTo: LATE });
    const source = simulator();
    const instant = fc.integer({ min: FIRST - 86_400_000, max: LATE });
    await fc.assert(
      fc.asyncProperty(
        instant,
        fc.option(instant, { nil: undefined }),
        fc.option(fc.nat({ max: 300 }), { nil: undefined }),
        async (upTo, after, limit) => {
          const window = {
            upTo,
            ...(after !== undefined && { after }),
            ...(limit !== undefined && { limit }),
          };
          const closed = whole.filter(
            ({ startAt }) => startAt + 300_000 <= upTo && startAt + 300_000 > (after ?? 0),
          );
          const wanted = limit === undefined ? closed : closed.slice(Math.max(0, closed.length - limit));
          expect(await barsOf(window, source)).toEqual(wanted);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('has a sound bar in every slot of every session, short ones and changes of the clock included', async () => {
    const { source, bars } = await simulator().bars(QUERY);
    const { clean, rejected } = cleanBars({
      symbol: 'DEMO.A',
      interval: '5min',
      source,
      bars,
      knownAt: LATE,
    });
    expect(rejected).toEqual([]);
    const slots = slotsAfter({ interval: '5min', after: FIRST, upTo: LATE, bars: clean });
    expect(slots.filter(({ bar }) => bar === undefined)).toEqual([]);
    expect(slots).toHaveLength(bars.length);
  });

  it('has no bar before its first session, and knows its symbols all the same', async () => {
    expect(await barsOf({ upTo: FIRST + 299_999 })).toEqual([]);
    expect(await barsOf({ upTo: Date.UTC(1980, 0, 1) })).toEqual([]);
  });

  it('goes on for years, and its prices stay prices', async () => {
    const bars = await barsOf({ symbol: 'DEMO.H', upTo: Date.UTC(2032, 0, 1), limit: 78 });
    expect(new Date(bars.at(-1)!.startAt).toISOString()).toBe('2031-12-31T20:55:00.000Z');
    expect(bars.every(({ low, volume }) => low > 0 && volume > 0)).toBe(true);
  });

  it('refuses bars of another length with those that it has', async () => {
    await expect(barsOf({ interval: '1h' })).rejects.toMatchObject({
      code: 'SYMBOL_UNKNOWN',
      message: 'symbol "DEMO.A" has 5min bars here, not 1h: ask for 5min',
    });
  });

  it('leaves every other symbol to the other source', async () => {
    await expect(barsOf({ symbol: 'DEMO.I' })).rejects.toThrow('somebody else was asked for DEMO.I');
  });
});

describe('simulated bars, beside the medians of real ones', () => {
  let all: readonly BarStatistics[];
  beforeAll(async () => {
    const source = simulator();
    all = await Promise.all(
      SIMULATED_SYMBOLS.map(async (symbol) => barStatistics(await barsOf({ symbol }, source))),
    );
  });

  it.each<[string, (of: BarStatistics) => number, number, number]>([
    ['large moves follow large ones, from bar to bar', ({ sizes }) => sizes.at1, 0.195, 0.03],
    ['over an hour', ({ sizes }) => sizes.at12, 0.116, 0.03],
    ['and from one day to the next', ({ sizes }) => sizes.at78, 0.067, 0.03],
    ['realised volatility of a session is like that of the last', ({ realised }) => realised, 0.44, 0.12],
    ['and a little like that of a week before', ({ realisedAfterAWeek }) => realisedAfterAWeek, 0.22, 0.1],
    ['it spreads as widely', ({ realisedSpread }) => realisedSpread, 0.3, 0.08],
    ['there are as many large shocks', ({ kurtosis }) => kurtosis, 3.25, 0.4],
    ['volatility rises after losses', ({ leverage }) => leverage, -0.12, 0.06],
    ['volume comes with movement', ({ volumeWithSize }) => volumeWithSize, 0.385, 0.06],
    ['nights move as much', ({ overnightShare }) => overnightShare, 0.366, 0.06],
    ['bars are as wide for what they move', ({ rangePerSize }) => rangePerSize, 2.01, 0.05],
    ['no return tells the next', ({ returns }) => returns, 0, 0.02],
  ])('%s', (_what, read, real, tolerance) => {
    const simulated = median(all.map(read));
    expect(simulated).toBeGreaterThan(real - tolerance);
    expect(simulated).toBeLessThan(real + tolerance);
  });

  it('nights have results in them: some move far more than others', () => {
    expect(median(all.map(({ nightKurtosis }) => nightKurtosis))).toBeGreaterThan(4);
  });

  it('shares have a market in common', async () => {
    const returnsOf = async (symbol: string) =>
      (await barsOf({ symbol, limit: 20_000 })).map(({ open, close }) => Math.log(close / open));
    const [one, other] = [await returnsOf('DEMO.B'), await returnsOf('DEMO.C')];
    expect(sampleCorrelation(one, other)).toBeGreaterThan(0.255 - 0.08);
    expect(sampleCorrelation(one, other)).toBeLessThan(0.255 + 0.08);
  });

  it('a short session has a close of its own', async () => {
    const short = await Promise.all(
      ['2022-11-25', '2023-07-03', '2023-11-24'].flatMap((date) =>
        SIMULATED_SYMBOLS.map((symbol) => {
          const { openAt: after, closeAt: upTo } = sessionOn(date)!;
          return barsOf({ symbol, after, upTo });
        }),
      ),
    );
    const volumeAt = (bar: number) => median(short.map((bars) => bars[bar]!.volume));
    expect(short.every((bars) => bars.length === 42)).toBe(true);
    expect(volumeAt(41) / volumeAt(36)).toBeGreaterThan(3);
  });
});
