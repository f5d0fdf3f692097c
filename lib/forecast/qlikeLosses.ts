import type { Outcomes } from './outcomes';
import type { Readings } from './walkForward';

/**
 * QLIKE of each case: 0 for a perfect variance, rising on both sides.
 *
 * Source  Patton 2011, Volatility forecast comparison using imperfect volatility proxies.
 */
export function qlikeLosses({ variance }: Readings, { realisedVariance }: Outcomes): Float64Array {
  return variance.map((forecast, i) => {
    const ratio = realisedVariance[i]! / forecast;
    return ratio - Math.log(ratio) - 1;
  });
}
