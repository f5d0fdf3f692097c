import { barsLate } from './barsLate';
import type { Interval } from './interval';

/** As old as the last known bar of a rule may be that says nothing of it. */
const MOST_BARS_LATE = 3;

/** True once more than three bars should have closed between two instants (epoch ms), counted in session time. */
export const isTooLate = (interval: Interval, after: number, upTo: number): boolean =>
  barsLate(interval, after, { upTo, most: MOST_BARS_LATE + 1 }) > MOST_BARS_LATE;
