import type { Interval } from '../market/interval';
import { spanBars } from '../market/span';
import { Problem } from '../problems';

/**
 * Length in bars of a span that `parseRule` accepted.
 *
 * Throws  RULE_INVALID when it is malformed or smaller than one bar of the interval.
 * @example spanLength('5d', '1d') // → 5
 */
export function spanLength(span: string, interval: Interval): number {
  const bars = spanBars(span, interval);
  if (bars === undefined) throw new Problem('RULE_INVALID', `"${span}" is no span on bars of "${interval}"`);
  return bars;
}
