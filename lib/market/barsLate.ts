import type { Interval } from './interval';
import { slotAfter } from './slotAfter';

/**
 * How many bars should have closed between two instants, counted in session time: a night makes no bar late.
 *
 * Units    epoch ms → bars, up to `most`.
 * @example barsLate('1d', Date.UTC(2008, 7, 1, 20), { upTo: Date.UTC(2008, 7, 5, 20), most: 9 }) // → 2: Monday and Tuesday
 */
export function barsLate(
  interval: Interval,
  after: number,
  { upTo, most }: { readonly upTo: number; readonly most: number },
): number {
  let count = 0;
  for (let close = slotAfter(interval, after); count < most && close <= upTo; count += 1)
    close = slotAfter(interval, close);
  return count;
}
