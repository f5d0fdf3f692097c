import type { Interval } from './interval';
import { slotBefore } from './slotBefore';

/**
 * True when a bar can have closed since: some slot closes after `after` and not later than `upTo`.
 *
 * Units    epoch ms.
 * @example slotClosesBetween('1d', Date.UTC(2008, 7, 1, 20), Date.UTC(2008, 7, 3)) // → false, a weekend
 */
export function slotClosesBetween(interval: Interval, after: number, upTo: number): boolean {
  return slotBefore(interval, upTo + 1) > after;
}
