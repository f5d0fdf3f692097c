import { columnOf } from './columnOf';
import type { Feature } from './feature';
import type { PriceMoves } from './priceMoves';
import { rollingMean } from './rollingMean';

const logMean = (values: Float64Array, bars: number, { varianceFloor }: PriceMoves): Float64Array => {
  const means = rollingMean(values, bars);
  return columnOf(values.length, (t) => Math.log(Math.max(means[t]!, varianceFloor[t]!)));
};

/**
 * Log of the mean range variance over the last `bars` bars.
 *
 * Source  Corsi 2009, A simple approximate long-memory model of realized volatility (HAR).
 */
export function logVarianceOver(bars: number): Feature {
  return { warmUp: bars + 1, column: (moves) => logMean(moves.rangeVariance, bars, moves) };
}

/** Log of the mean squared return over the last `bars` bars. */
export function logRealisedVarianceOver(bars: number): Feature {
  return {
    warmUp: bars + 1,
    column: (moves) => {
      const squares = columnOf(moves.count, (t) => moves.logReturn[t]! ** 2);
      return logMean(squares, bars, moves);
    },
  };
}

/** Log of the mean squared downward return over the last `bars` bars. */
export function logDownsideVarianceOver(bars: number): Feature {
  return {
    warmUp: bars + 1,
    column: (moves) => {
      const squares = columnOf(moves.count, (t) => Math.min(moves.logReturn[t]!, 0) ** 2);
      return logMean(squares, bars, moves);
    },
  };
}

/** Decay of RiskMetrics for daily returns. */
const EWMA_DECAY = 0.94;
const EWMA_WARM_UP = 22;

/**
 * Exponentially weighted mean of the variances of bars, λ = .94; the weights of the bars there are sum to 1.
 *
 * Edge    the first bar, which has no bar before it, has no say.
 * Source  J.P. Morgan/Reuters 1996, RiskMetrics technical document.
 */
export function ewmaOfVariance(variances: Float64Array): Float64Array {
  const readings = new Float64Array(variances.length);
  let weighted = 0;
  let weight = 0;
  for (let t = 1; t < variances.length; t += 1) {
    weighted = EWMA_DECAY * weighted + (1 - EWMA_DECAY) * variances[t]!;
    weight = EWMA_DECAY * weight + (1 - EWMA_DECAY);
    readings[t] = weighted / weight;
  }
  return readings;
}

/**
 * RiskMetrics on squared returns.
 *
 * Units   variance of the log return of one bar.
 * Edge    all returns 0 → 0; who divides by it brings a floor.
 */
export const ewmaVariance: Feature = {
  warmUp: EWMA_WARM_UP,
  column: ({ count, logReturn }) => ewmaOfVariance(columnOf(count, (t) => logReturn[t]! ** 2)),
};
