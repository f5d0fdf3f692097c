import type { Outcomes } from './outcomes';
import { qlike } from './scores/qlike';
import type { Readings } from './walkForward';

/**
 * QLIKE of each case.
 *
 * Source  Patton 2011; see qlike.
 */
export function qlikeLosses({ variance }: Readings, { realisedVariance }: Outcomes): Float64Array {
  return variance.map((forecast, i) => qlike(realisedVariance[i]!, forecast));
}
