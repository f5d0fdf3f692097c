import fc from 'fast-check';
import type { Behaviour } from '../../lib/features/indicators/indicator';
import {
  type BarColumns,
  indicatorCases,
  inputAt,
  namedReading,
  readingsOf,
} from '../support/indicatorCases';

type Law = {
  /** Parameters small enough that made series of a few dozen bars have readings. */
  readonly parameters: fc.Arbitrary<Readonly<Record<string, number>>>;
  /** What every output reads on a flat series at this price; volume is 1,000 throughout. */
  readonly flat: (price: number) => Readonly<Record<string, number>>;
  /** True when a flat window reads so whatever came before it. */
  readonly forgets: boolean;
};

const period = (min: number) => fc.record({ n: fc.integer({ min, max: 12 }) });
const few = fc.integer({ min: 1, max: 6 });
const always = (value: number) => () => ({ value });
const price = (value: number) => ({ value });

const LAWS: Readonly<Record<string, Law>> = {
  sma: { parameters: period(1), flat: price, forgets: true },
  ema: { parameters: period(1), flat: price, forgets: false },
  wma: { parameters: period(1), flat: price, forgets: true },
  rsi: { parameters: period(2), flat: always(50), forgets: true },
  macd: {
    parameters: fc.record({ fast: few, slow: fc.integer({ min: 2, max: 9 }), signal: few }),
    flat: () => ({ macd: 0, signal: 0, hist: 0 }),
    forgets: false,
  },
  bbands: {
    parameters: fc.record({ n: fc.integer({ min: 2, max: 12 }), dev: fc.constantFrom(0.5, 2) }),
    flat: (at) => ({ upper: at, middle: at, lower: at, width: 0, pctb: 0.5 }),
    forgets: true,
  },
  roc: { parameters: period(1), flat: always(0), forgets: true },
  stddev: { parameters: period(2), flat: always(0), forgets: true },
  zscore: { parameters: period(2), flat: always(0), forgets: true },
  highest: { parameters: period(1), flat: price, forgets: true },
  lowest: { parameters: period(1), flat: price, forgets: true },
  atr: { parameters: period(1), flat: always(0), forgets: false },
  adx: { parameters: period(2), flat: always(0), forgets: false },
  stoch: {
    parameters: fc.record({ fastK: few, slowK: few, slowD: few }),
    flat: () => ({ k: 0, d: 0 }),
    forgets: true,
  },
  cci: { parameters: period(2), flat: always(0), forgets: true },
  mfi: { parameters: period(2), flat: always(0), forgets: true },
  obv: { parameters: fc.constant({}), flat: always(1_000), forgets: false },
  vwap: { parameters: fc.oneof(fc.constant({}), period(1)), flat: price, forgets: false },
};

/** Parameters with a memory that a made series can go beyond; a period of 3 where none are named. */
const SHORT: Readonly<Record<string, object>> = {
  macd: { fast: 2, slow: 3, signal: 2 },
  bbands: { n: 3, dev: 2 },
  stoch: { fastK: 3, slowK: 2, slowD: 2 },
  obv: {},
  vwap: {},
};

const UNKNOWN = { high: NaN, low: NaN, close: NaN, volume: NaN, session: NaN };
const FIELDS = ['high', 'low', 'close', 'volume', 'session'];
const SESSION_BARS = 7;

type MadeBar = { close: number; up: number; down: number; volume: number };

const columnsOf = (bars: readonly MadeBar[]): BarColumns => ({
  high: Float64Array.from(bars, ({ close, up }) => close + up),
  low: Float64Array.from(bars, ({ close, down }) => close - down),
  close: Float64Array.from(bars, ({ close }) => close),
  volume: Float64Array.from(bars, ({ volume }) => volume),
  session: Float64Array.from(bars, (_, t) => Math.floor(t / SESSION_BARS)),
});

/** Prices in quarters, so that ties, halts and turns are frequent; now and then a wild one. */
const madeBar = fc.record({
  close: fc.oneof(
    { arbitrary: fc.integer({ min: 40, max: 80 }).map((each) => each / 4), weight: 9 },
    { arbitrary: fc.double({ min: 1, max: 1e6, noNaN: true }), weight: 1 },
  ),
  up: fc.integer({ min: 0, max: 3 }).map((each) => each / 4),
  down: fc.integer({ min: 0, max: 3 }).map((each) => each / 4),
  volume: fc.integer({ min: 0, max: 1_000 }),
});

const series = fc.array(madeBar, { minLength: 1, maxLength: 50 }).map(columnsOf);

const cut = (bars: BarColumns, from: number, to?: number): BarColumns =>
  Object.fromEntries(Object.entries(bars).map(([name, column]) => [name, column.slice(from, to)]));

const joined = (one: BarColumns, other: BarColumns): BarColumns =>
  Object.fromEntries(FIELDS.map((name) => [name, Float64Array.of(...one[name]!, ...other[name]!)]));

const PRICES = ['high', 'low', 'close'];
const withPrices = (bars: BarColumns, change: (price: number) => number): BarColumns => ({
  ...bars,
  ...Object.fromEntries(PRICES.map((name) => [name, bars[name]!.map(change)])),
});

/** Bars of one price, longer than any warm-up of the laws. */
const flatBars = (at: number): BarColumns =>
  columnsOf(Array.from({ length: 40 }, () => ({ close: at, up: 0, down: 0, volume: 1_000 })));

const outputsOf = (name: string): readonly string[] => Object.keys(LAWS[name]!.flat(1));

const rowsOf = (columns: Readonly<Record<string, Float64Array>>, t: number) =>
  Object.fromEntries(Object.entries(columns).map(([output, column]) => [output, column[t]!]));

const streamFor = (name: string, parameters: object) => indicatorCases[name]!.indicator.stream(parameters);

const behaviourOf = (name: string, output: string): Behaviour => {
  const behaviour: any = indicatorCases[name]!.indicator.behaviour;
  return output === 'value' ? behaviour : behaviour[output];
};

/** `size` is how large the numbers are that a reading was computed from. */
const near = (reading: number, wanted: number, size: number): boolean =>
  Object.is(reading, wanted) || Math.abs(reading - wanted) <= 1e-9 * Math.max(size, Math.abs(wanted));

test('every indicator has its laws', () => {
  expect(Object.keys(LAWS).sort()).toEqual(Object.keys(indicatorCases).sort());
});

describe.each(Object.entries(LAWS))('%s', (name, { parameters, flat, forgets }) => {
  const { indicator } = indicatorCases[name]!;

  test('has its first reading right after the warm-up it declares, in all outputs', () => {
    fc.assert(
      fc.property(series, parameters, (bars, given) => {
        const readings = readingsOf(name, joined(bars, flatBars(10)), given);
        expect(Object.keys(readings)).toEqual(outputsOf(name));
        for (const column of Object.values(readings)) {
          expect(column.findIndex((each) => !Number.isNaN(each))).toBe(indicator.warmUp(given));
          expect(column.subarray(indicator.warmUp(given)).every((each) => Number.isFinite(each))).toBe(true);
        }
      }),
    );
  });

  test('reads the same whatever follows', () => {
    fc.assert(
      fc.property(series, series, parameters, (past, future, given) => {
        const readings = readingsOf(name, joined(past, future), given);
        const alone = readingsOf(name, past, given);
        for (const output of outputsOf(name)) {
          expect(alone[output]).toEqual(readings[output]!.slice(0, past['close']!.length));
        }
      }),
    );
  });

  test('reads the same bar by bar, to the last bit, unknown inputs included', () => {
    fc.assert(
      fc.property(series, parameters, fc.array(fc.nat(49), { maxLength: 8 }), (bars, given, unknown) => {
        for (const t of unknown) for (const field of FIELDS) if (field in bars) bars[field]![t] = NaN;
        const readings = readingsOf(name, bars, given);
        const stream = streamFor(name, given);
        bars['close']!.forEach((_, t) => {
          expect(namedReading(stream.step(inputAt(name, bars, t), true))).toEqual(rowsOf(readings, t));
        });
      }),
    );
  });

  test('reads with a bar replaced what it reads when given that bar at once', () => {
    fc.assert(
      fc.property(series, series, parameters, (bars, others, given) => {
        const [plain, corrected] = [streamFor(name, given), streamFor(name, given)];
        bars['close']!.forEach((_, t) => {
          const wanted = plain.step(inputAt(name, bars, t), true);
          const tries = Math.min(t % 4, others['close']!.length);
          if (tries === 0) corrected.step(inputAt(name, bars, t), true);
          for (let k = 0; k < tries; k += 1) {
            const other =
              k === 1 ? (indicatorCases[name]!.ofValues ? NaN : UNKNOWN) : inputAt(name, others, k);
            if (k === 0) corrected.step(other, true);
            else corrected.step(other, false);
          }
          expect(corrected.step(inputAt(name, bars, t), false)).toEqual(wanted);
        });
      }),
    );
  });

  test('passes over what is not finite', () => {
    fc.assert(
      fc.property(series, parameters, fc.constantFrom(NaN, Infinity, -Infinity), (bars, given, nothing) => {
        const holes = { ...withPrices(flatBars(1), () => nothing) };
        const gapped = [cut(bars, 0, 9), cut(holes, 0, 2), cut(bars, 9)].reduce(joined);
        const count = cut(bars, 0, 9)['close']!.length;
        const [whole, parts] = [readingsOf(name, bars, given), readingsOf(name, gapped, given)];
        for (const output of outputsOf(name)) {
          const column = Array.from(parts[output]!);
          expect(column.splice(count, 2)).toEqual([NaN, NaN]);
          expect(column).toEqual(Array.from(whole[output]!));
        }
      }),
    );
  });

  test('reads on a flat series what it declares, never NaN', () => {
    fc.assert(
      fc.property(series, parameters, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (past, given, at) => {
        const bars = forgets ? joined(past, flatBars(at)) : flatBars(at);
        const readings = readingsOf(name, bars, given);
        for (const [output, wanted] of Object.entries(flat(at))) {
          const reading = readings[output]!.at(-1)!;
          expect({ output, reading, ok: near(reading, wanted, 0) }).toMatchObject({ ok: true });
        }
      }),
    );
  });

  // Multiples of a quarter below 21: scaled and shifted without rounding.
  const tame = fc
    .array(madeBar, { minLength: 30, maxLength: 50 })
    .map((bars) =>
      columnsOf(bars.map((bar) => ({ ...bar, close: Math.round(Math.min(bar.close, 20) * 4) / 4 }))),
    );

  test.each([
    ['scale', (each: number) => each * 4],
    ['shift', (each: number) => each + 32],
  ] as const)('declares what a change of %s makes of it', (what, change) => {
    fc.assert(
      fc.property(tame, parameters, (bars, given) => {
        const [before, after] = [bars, withPrices(bars, change)].map((each) => readingsOf(name, each, given));
        for (const output of outputsOf(name)) {
          const kind = behaviourOf(name, output)[what];
          if (kind === 'neither') continue;
          const wanted = kind === 'ignores' ? before![output]! : before![output]!.map(change);
          const same = (t: number) => near(after![output]![t]!, wanted[t]!, 10);
          expect(wanted.every((_, t) => same(t))).toBe(true);
        }
      }),
    );
  });

  test('remembers no further back than it declares', () => {
    const given = SHORT[name] ?? { n: 3 };
    const memory = indicator.memory(given);
    if (memory === Infinity) return expect(['obv', 'vwap']).toContain(name);
    const recent = fc.array(madeBar, { minLength: memory, maxLength: memory }).map(columnsOf);
    return fc.assert(
      fc.property(series, recent, (past, bars) => {
        const [whole, alone] = [joined(past, bars), bars].map((each) => readingsOf(name, each, given));
        for (const output of outputsOf(name)) {
          expect(near(whole![output]!.at(-1)!, alone![output]!.at(-1)!, 1)).toBe(true);
        }
      }),
      { numRuns: 30 },
    );
  });
});
