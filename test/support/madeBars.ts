import type { CleanBars, RawBar } from '../../lib/market/bar';
import { sessionsBetween } from '../../lib/market/calendar/sessionsBetween';
import { cleanBars } from '../../lib/market/cleanBars';

const STARTS = sessionsBetween('2000-01-03', '2014-12-31').map(({ date }) => Date.parse(`${date}T00:00:00Z`));

/** What a made bar may leave out: the others follow from the close. */
export type Prices = Partial<Omit<RawBar, 'startAt'>> & { readonly close: number };

/** Consecutive daily bars from the session of 2000-01-03. */
export function dailyBars(prices: readonly Prices[], symbol = 'MADE'): CleanBars {
  const bars = prices.map(({ close, ...given }, t): RawBar => {
    const open = given.open ?? prices[t - 1]?.close ?? close;
    const [high, low] = [Math.max(open, close), Math.min(open, close)];
    return { high, low, volume: 1_000, ...given, open, close, startAt: STARTS[t]! };
  });
  return cleanBars({ symbol, interval: '1d', source: 'made', bars, knownAt: Number.POSITIVE_INFINITY }).clean;
}

/** The first `count` bars of a series. */
export function firstBars(series: CleanBars, count: number): CleanBars {
  return { ...series, bars: series.bars.slice(0, count) };
}

/** Even numbers of 0…1 that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal numbers that a seed decides (Box–Muller). */
export function normals(seed: number): () => number {
  const even = seeded(seed);
  return () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even());
}

export type Walk = {
  readonly seed: number;
  readonly count: number;
  /** How strongly a return repeats a part of the one before it; 0 for a random walk. */
  readonly memory?: number;
  /** How strongly calm and stormy times follow each other; 0 for a constant σ. */
  readonly storms?: number;
};

const STEPS_IN_BAR = 8;
const DAILY_SIGMA = 0.012;

/** Daily bars of a price that wanders: steps inside the bar give honest highs and lows. */
export function wanderingBars({ seed, count, memory = 0, storms = 0 }: Walk): CleanBars {
  const draw = normals(seed);
  let [price, logSigma, last] = [100, 0, 0];
  const prices = Array.from({ length: count }, (): Prices => {
    logSigma = 0.97 * logSigma + storms * draw();
    const sigma = (DAILY_SIGMA * Math.exp(logSigma)) / Math.sqrt(STEPS_IN_BAR);
    const open = price;
    const path = [open];
    for (let i = 0; i < STEPS_IN_BAR; i += 1) {
      path.push(path.at(-1)! * Math.exp((memory * last) / STEPS_IN_BAR + sigma * draw()));
    }
    price = path.at(-1)!;
    last = Math.log(price / open);
    const volume = Math.round(1e6 * Math.exp(0.3 * draw()));
    return { open, high: Math.max(...path), low: Math.min(...path), close: price, volume };
  });
  return dailyBars(prices, `WALK${seed}`);
}
