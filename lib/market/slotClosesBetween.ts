import { cleanBars } from './cleanBars';
import type { Interval } from './interval';
import { slotsEndingAt } from './slots';

/**
 * True when a bar can have closed since: some slot closes after `after` and not later than `upTo`.
 *
 * Units    epoch ms.
 * @example slotClosesBetween('1d', Date.UTC(2008, 7, 1, 20), Date.UTC(2008, 7, 3)) // → false, a weekend
 */
export function slotClosesBetween(interval: Interval, after: number, upTo: number): boolean {
  const none = cleanBars({ symbol: '', interval, source: '', bars: [], knownAt: upTo }).clean;
  const newest = slotsEndingAt({ interval, upTo, count: 1, bars: none })[0];
  return newest !== undefined && newest.closedAt > after;
}
