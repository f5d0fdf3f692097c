import fc from 'fast-check';
import { FEATURE_NAMES, type FeatureName, featureMatrix } from '../../lib/features/featureMatrix';
import { priceMoves } from '../../lib/features/priceMoves';
import { MoveStream } from '../../lib/features/wide/moveStream';
import {
  WIDE_FEATURES,
  WIDE_FEATURES_BESIDE_MARKET,
  type WideFeatureName,
  wideMatrix,
  WideRows,
} from '../../lib/features/wide/wideMatrix';
import type { CleanBars } from '../../lib/market/bar';
import { dailyBars, firstBars, type Prices, wanderingBars } from '../support/madeBars';

const COUNT = 330;
const ALL = WIDE_FEATURES_BESIDE_MARKET;

/** A walk with a halt in it, and now and then a bad print. */
const series = fc
  .record({
    seed: fc.integer({ min: 1, max: 1e6 }),
    halt: fc.constantFrom(0, 5, 60),
    badAt: fc.integer({ min: 30, max: 300 }),
  })
  .map(({ seed, halt, badAt }) => {
    const { bars } = wanderingBars({ seed, count: COUNT, storms: 0.2 });
    const quiet = Array.from({ length: halt }, (): Prices => ({ close: bars[199]!.close, volume: 0 }));
    const prices = [...bars.slice(0, 200), ...quiet, ...bars.slice(200, COUNT - halt)];
    return dailyBars(prices.map((bar, t) => (t === badAt ? { ...bar, low: bar.close / 3 } : bar)));
  });

/** The same bars up to a place, and a wild world after it. */
const otherAfter = (bars: CleanBars, count: number): CleanBars =>
  dailyBars([
    ...bars.bars.slice(0, count),
    ...bars.bars.slice(count).map(({ close }, t) => ({ close: close * (t % 2 === 0 ? 3 : 0.2), volume: 7 })),
  ]);

const columnOf = (bars: CleanBars, name: WideFeatureName, market?: CleanBars): Float64Array =>
  wideMatrix(bars, [name], market).columns[0]!;

describe('wide features', () => {
  test('are more than thirty, of the series alone', () => {
    expect(WIDE_FEATURES.length).toBeGreaterThan(30);
    expect(new Set(ALL).size).toBe(WIDE_FEATURES.length + 5);
  });

  test('of the first bars are those of the whole series there, to the last bit', () => {
    fc.assert(
      fc.property(series, series, fc.integer({ min: 1, max: COUNT }), (bars, market, count) => {
        const part = wideMatrix(firstBars(bars, count), ALL, firstBars(market, count));
        const whole = wideMatrix(bars, ALL, market);
        expect(part.columns).toEqual(whole.columns.map((column) => column.slice(0, count)));
      }),
      { numRuns: 15 },
    );
  });

  test('know nothing of what follows, in the series and in the market', () => {
    fc.assert(
      fc.property(series, series, fc.integer({ min: 1, max: COUNT }), (bars, market, count) => {
        const [ours, theirs] = [
          wideMatrix(bars, ALL, market),
          wideMatrix(otherAfter(bars, count), ALL, otherAfter(market, count)),
        ].map(({ columns }) => columns.map((column) => column.slice(0, count)));
        expect(theirs).toEqual(ours);
      }),
      { numRuns: 10 },
    );
  });

  test('are the same bar by bar, whatever was said of a bar while it was open', () => {
    fc.assert(
      fc.property(series, series, series, (bars, market, drafts) => {
        const { columns } = wideMatrix(bars, ALL, market);
        const rows = new WideRows('1d', ALL);
        bars.bars.forEach((bar, t) => {
          const marketClose = market.bars[t]!.close;
          if (t % 3 > 0) rows.step(drafts.bars[t]!, marketClose * 1.01, true);
          if (t % 3 > 1) rows.step(drafts.bars[(t * 7) % COUNT]!, marketClose, false);
          const row = rows.step(bar, marketClose, t % 3 === 0);
          expect(row).toEqual(Float64Array.from(columns, (column) => column[t]!));
        });
      }),
      { numRuns: 5 },
    );
  });

  test.each(ALL)('%s has its first reading where its warm-up ends, and then at every bar', (name) => {
    fc.assert(
      fc.property(series, fc.integer({ min: 0, max: 20 }), (bars, late) => {
        const whole = wanderingBars({ seed: 3, count: COUNT });
        const market = { ...whole, bars: whole.bars.slice(late) };
        const { columns, firstRow } = wideMatrix(bars, [name], market);
        expect(columns[0]!.findIndex((reading) => !Number.isNaN(reading))).toBe(firstRow);
        expect(columns[0]!.subarray(firstRow).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 5 },
    );
  });

  test.each([
    ['a price that never moves', Array.from({ length: COUNT }, (): Prices => ({ close: 50, volume: 0 }))],
    [
      'one enormous day',
      Array.from({ length: COUNT }, (_, t): Prices => ({
        close: t < 320 ? 1e-4 : 1e8,
        volume: t === 329 ? 1e15 : 0,
      })),
    ],
  ])('%s gives finite numbers only', (_name, prices) => {
    const bars = dailyBars(prices);
    const { columns, firstRow } = wideMatrix(bars, ALL, bars);
    expect(firstRow).toBeLessThan(COUNT);
    for (const column of columns) expect(column.subarray(firstRow).every(Number.isFinite)).toBe(true);
  });

  test('without a market have no row where they need one', () => {
    const bars = wanderingBars({ seed: 1, count: COUNT });
    expect(wideMatrix(bars, ALL).firstRow).toBeGreaterThanOrEqual(COUNT);
    expect(wideMatrix(bars, WIDE_FEATURES).firstRow).toBe(251);
  });

  test('a market that misses bars has not moved there', () => {
    const bars = wanderingBars({ seed: 1, count: COUNT });
    const holes = { ...bars, bars: bars.bars.filter((_, t) => t % 5 !== 3) };
    const [moved, own] = [columnOf(bars, 'marketReturn1', holes), columnOf(bars, 'return1')];
    expect(moved[303]).toBe(0);
    expect(moved[304]).toBeCloseTo(own[303]! + own[304]!, 12);
    expect(moved[306]).toBeCloseTo(own[306]!, 12);
  });

  test('follow a market that is the series itself one to one', () => {
    const bars = wanderingBars({ seed: 2, count: COUNT });
    expect(columnOf(bars, 'marketBeta66', bars).at(-1)).toBeCloseTo(1, 12);
  });
});

describe('beside the features that models were trained on', () => {
  const known = ALL.filter((name) => (FEATURE_NAMES as readonly string[]).includes(name));

  test('what has the same name means the same', () => {
    expect(known.length).toBeGreaterThan(20);
    fc.assert(
      fc.property(series, (bars) => {
        const before = featureMatrix(bars, known as readonly string[] as readonly FeatureName[]);
        const { columns, firstRow } = wideMatrix(bars, known);
        expect(firstRow).toBe(before.firstRow);
        columns.forEach((column, j) => {
          const gaps = column
            .subarray(firstRow)
            .map((each, t) => Math.abs(each - before.columns[j]![firstRow + t]!));
          expect(Math.max(...gaps)).toBeLessThan(1e-9);
        });
      }),
      { numRuns: 10 },
    );
  });

  test('moves bar by bar are the columns of all bars, to the last bit', () => {
    fc.assert(
      fc.property(series, (bars) => {
        const columns = priceMoves(bars);
        const moves = new MoveStream('1d');
        const fields = ['logOpen', 'logHigh', 'logLow', 'logClose', 'logReturn', 'rangeVariance'] as const;
        const floors = ['monthVariance', 'varianceFloor', 'close', 'volume'] as const;
        bars.bars.forEach((bar, t) => {
          const move = moves.step(bar, NaN, true);
          for (const field of [...fields, ...floors]) expect(move[field]).toBe(columns[field][t]);
        });
      }),
      { numRuns: 10 },
    );
  });
});
