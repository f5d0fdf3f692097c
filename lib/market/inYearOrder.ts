import type { BarYear } from './barColumns';
import { INTERVALS } from './interval';

/**
 * Years of bars in the order in which they are listed: by series, then by interval, shortest first, then oldest first.
 *
 * Shape   a new list.
 */
export const inYearOrder = (years: readonly BarYear[]): BarYear[] =>
  [...years].sort(
    (a, b) =>
      compared(a.series, b.series) ||
      INTERVALS.indexOf(a.interval) - INTERVALS.indexOf(b.interval) ||
      a.year - b.year,
  );

function compared(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
