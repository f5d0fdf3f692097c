import type { Feature } from './feature';
import type { PriceMoves } from './priceMoves';
import { rollingMean } from './rollingMean';

/** Log return over the last `bars` bars. */
function logReturnOver({ close }: PriceMoves, bars: number): Float64Array {
  return close.map((price, t) => Math.log(price / close[Math.max(t - bars, 0)]!));
}

/** Return over the last `bars` bars. */
export function returnOver(bars: number): Feature {
  return { warmUp: bars + 1, column: (moves) => logReturnOver(moves, bars) };
}

const SCALE_BARS = 22;

/**
 * The downward part of the last return, in units of the last month's volatility: falling prices raise
 * volatility more than rising ones.
 *
 * Source  Black 1976 (the leverage effect); Corsi & Renò 2012, Discrete-time volatility forecasting.
 */
export function fallOver(bars: number): Feature {
  return {
    warmUp: Math.max(bars, SCALE_BARS) + 1,
    column: (moves) => {
      const monthly = rollingMean(moves.rangeVariance, SCALE_BARS);
      const returns = logReturnOver(moves, bars);
      return returns.map((move, t) => {
        const variance = Math.max(monthly[t]!, moves.varianceFloor[t]!);
        return Math.min(move, 0) / Math.sqrt(bars * variance);
      });
    },
  };
}

/** Log of the open over the close before it. */
export const overnightGap: Feature = {
  warmUp: 2,
  column: ({ open, close }) => open.map((price, t) => (t === 0 ? 0 : Math.log(price / close[t - 1]!))),
};
