import { columnOf } from './columnOf';
import type { Feature } from './feature';
import type { PriceMoves } from './priceMoves';

/** Log return over the last `bars` bars. */
function logReturnOver({ count, logClose }: PriceMoves, bars: number): Float64Array {
  return columnOf(count, (t) => logClose[t]! - logClose[Math.max(t - bars, 0)]!);
}

/** Return over the last `bars` bars. */
export function returnOver(bars: number): Feature {
  return { warmUp: bars + 1, column: (moves) => logReturnOver(moves, bars) };
}

/** The month that scales a fall, and the bar before it. */
const MONTH_WARM_UP = 23;

/**
 * The downward part of the last return, in units of the last month's volatility: falling prices raise
 * volatility more than rising ones.
 *
 * Source  Black 1976 (the leverage effect); Corsi & Renò 2012, Discrete-time volatility forecasting.
 */
export function fallOver(bars: number): Feature {
  return {
    warmUp: Math.max(bars + 1, MONTH_WARM_UP),
    column: (moves) => {
      const returns = logReturnOver(moves, bars);
      const { count, monthVariance } = moves;
      return columnOf(count, (t) => Math.min(returns[t]!, 0) / Math.sqrt(bars * monthVariance[t]!));
    },
  };
}

/** Log of the open over the close before it. */
export const overnightGap: Feature = {
  warmUp: 2,
  column: ({ count, logOpen, logClose }) =>
    columnOf(count, (t) => (t === 0 ? 0 : logOpen[t]! - logClose[t - 1]!)),
};
