import { cleanBars } from './cleanBars';
import type { Interval } from './interval';
import { slotsEndingAt } from './slots';

/**
 * Close of the last slot that closes before an instant.
 *
 * Units    epoch ms in and out.
 * Edge     the beginning of time where the calendar knows none.
 * @example slotBefore('1d', Date.UTC(2008, 7, 4, 20)) // → Date.UTC(2008, 7, 1, 20), the Friday
 */
export function slotBefore(interval: Interval, instant: number): number {
  const upTo = instant - 1;
  const none = cleanBars({ symbol: '', interval, source: '', bars: [], knownAt: upTo }).clean;
  return slotsEndingAt({ interval, upTo, count: 1, bars: none })[0]?.closedAt ?? 0;
}
