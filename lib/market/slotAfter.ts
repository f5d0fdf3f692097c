import { DAY_MS } from './calendar/civilDate';
import { cleanBars } from './cleanBars';
import type { Interval } from './interval';
import { slotsAfter } from './slots';

/** Longer than the exchange has ever been closed in one piece since 2000. */
const LONGEST_CLOSURE_DAYS = 8;

/**
 * Close of the first slot that closes after an instant.
 *
 * Units    epoch ms in and out.
 * Edge     the end of time where the calendar knows none.
 * @example slotAfter('1d', Date.UTC(2008, 7, 1, 20)) // → Date.UTC(2008, 7, 4, 20), the Monday
 */
export function slotAfter(interval: Interval, instant: number): number {
  const upTo = instant + LONGEST_CLOSURE_DAYS * DAY_MS;
  const none = cleanBars({ symbol: '', interval, source: '', bars: [], knownAt: upTo }).clean;
  return slotsAfter({ interval, after: instant, upTo, bars: none })[0]?.closedAt ?? Number.POSITIVE_INFINITY;
}
