import type { CleanBars } from '../market/bar';
import { type RepairedPrices, repairedPrices } from './repairedPrices';
import { rollingMean } from './rollingMean';

/** What every feature and every target is computed from. */
export type PriceMoves = RepairedPrices & {
  readonly count: number;
  /** ln(close / previous close); 0 at the first bar. */
  readonly logReturn: Float64Array;
  /** Overnight gap² + Garman–Klass: variance of one bar from its four prices. */
  readonly rangeVariance: Float64Array;
  /** Variance below which a bar counts as dead: keeps logarithms finite. */
  readonly varianceFloor: Float64Array;
};

const MEMORY_BARS = 252;
const FLOOR_SHARE = 1e-3;
const SMALLEST_VARIANCE = 1e-12;
const BODY_WEIGHT = 2 * Math.LN2 - 1;

/**
 * Variance of a bar from its range and body, without the gap before it.
 *
 * Units   variance of the log price over the bar.
 * Source  Garman & Klass 1980, On the estimation of security price volatilities from historical data.
 */
export function garmanKlass(open: number, high: number, low: number, close: number): number {
  const range = Math.log(high / low);
  const body = Math.log(close / open);
  return Math.max(0.5 * range * range - BODY_WEIGHT * body * body, 0);
}

/**
 * Bars → returns and variances, each at its own bar and from that bar and earlier ones only.
 *
 * Edge    the floor is a thousandth of the mean variance of the last 252 bars, at least 1e-12: a flat
 *         stretch reads as very calm, never as minus infinity.
 */
export function priceMoves(bars: CleanBars): PriceMoves {
  const prices = repairedPrices(bars);
  const { open, high, low, close } = prices;
  const logReturn = close.map((price, t) => (t === 0 ? 0 : Math.log(price / close[t - 1]!)));
  const rangeVariance = close.map((price, t) => {
    const gap = t === 0 ? 0 : Math.log(open[t]! / close[t - 1]!);
    return gap * gap + garmanKlass(open[t]!, high[t]!, low[t]!, price);
  });
  const varianceFloor = rollingMean(rangeVariance, MEMORY_BARS).map((mean) =>
    Math.max(FLOOR_SHARE * mean, SMALLEST_VARIANCE),
  );
  return { ...prices, count: close.length, logReturn, rangeVariance, varianceFloor };
}
