import type { Bar, CleanBars } from '../market/bar';
import { barSession } from '../market/barSession';
import { type Interval, INTRADAY_BAR_MS } from '../market/interval';
import { slotsPerSession } from '../market/sessionSlots';
import { columnOf } from './columnOf';
import { type RepairedPrices, repairedPrices } from './repairedPrices';
import { rollingMean } from './rollingMean';

/** What every feature and every target is computed from, each reading at its bar. */
export type PriceMoves = RepairedPrices & {
  readonly close: Float64Array;
  readonly volume: Float64Array;
  /** ln(close / previous close); 0 at the first bar. */
  readonly logReturn: Float64Array;
  /** Overnight gap² + Garman–Klass: variance of one bar from its four prices. */
  readonly rangeVariance: Float64Array;
  /** Mean range variance of the last 22 bars, not below the floor. */
  readonly monthVariance: Float64Array;
  /** Bars of its session that are still to come after each bar; of a daily bar endless, since each is a session. */
  readonly barsToClose: Float64Array;
  /** In a full session. */
  readonly barsPerSession: number;
  /** Variance below which a bar counts as dead: keeps logarithms finite. */
  readonly varianceFloor: Float64Array;
};

export const MEMORY_BARS = 252;
export const MONTH_BARS = 22;
export const FLOOR_SHARE = 1e-3;
/** Variance of one bar that counts as no movement at all: a millionth in the price. */
export const SMALLEST_VARIANCE = 1e-12;
const BODY_WEIGHT = 2 * Math.LN2 - 1;

/**
 * Variance of a bar from its range and body, without the gap before it.
 *
 * Units   `range` is ln(high / low), `body` ln(close / open); variance of the log price over the bar.
 * Source  Garman & Klass 1980, On the estimation of security price volatilities from historical data.
 */
export function garmanKlass(range: number, body: number): number {
  return Math.max(0.5 * range * range - BODY_WEIGHT * body * body, 0);
}

/**
 * Bars → returns and variances, each at its own bar and from that bar and earlier ones only.
 *
 * Edge    the floor is a thousandth of the mean variance of the last 252 bars, at least 1e-12: a flat
 *         stretch reads as very calm, never as minus infinity.
 */
export function priceMoves(series: CleanBars): PriceMoves {
  const prices = repairedPrices(series);
  const { count, logOpen, logHigh, logLow, logClose } = prices;
  const { bars } = series;
  const logReturn = columnOf(count, (t) => (t === 0 ? 0 : logClose[t]! - logClose[t - 1]!));
  const rangeVariance = columnOf(count, (t) => {
    const gap = t === 0 ? 0 : logOpen[t]! - logClose[t - 1]!;
    return gap * gap + garmanKlass(logHigh[t]! - logLow[t]!, logClose[t]! - logOpen[t]!);
  });
  const usual = rollingMean(rangeVariance, MEMORY_BARS);
  const varianceFloor = columnOf(count, (t) => Math.max(FLOOR_SHARE * usual[t]!, SMALLEST_VARIANCE));
  const month = rollingMean(rangeVariance, MONTH_BARS);
  return {
    ...prices,
    close: columnOf(count, (t) => bars[t]!.close),
    volume: columnOf(count, (t) => bars[t]!.volume),
    logReturn,
    rangeVariance,
    monthVariance: columnOf(count, (t) => Math.max(month[t]!, varianceFloor[t]!)),
    varianceFloor,
    barsToClose: columnOf(count, (t) => barsAfter(series.interval, bars[t]!)),
    barsPerSession: slotsPerSession(series.interval, false),
  };
}

function barsAfter(interval: Interval, { startAt, closedAt }: Bar): number {
  const session = interval === '1d' ? undefined : barSession(interval, startAt);
  if (session === undefined || interval === '1d') return Infinity;
  return Math.ceil((session.closeAt - closedAt) / INTRADAY_BAR_MS[interval]);
}
