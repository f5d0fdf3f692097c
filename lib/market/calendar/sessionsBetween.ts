import { calendarYear, FIRST_YEAR, LAST_YEAR } from './calendarYear';
import { requireDay } from './requireDay';
import type { Session } from './session';

/**
 * Every session from one date to another, both included, oldest first.
 *
 * Edge    empty when `from` is after `to`, and outside the years 1990–2100.
 * Throws  INPUT_INVALID when either is not a date.
 * @example sessionsBetween('2024-12-24', '2024-12-26').map((s) => s.date) // → ['2024-12-24', '2024-12-26']
 */
export function sessionsBetween(from: string, to: string): Session[] {
  requireDay(from);
  requireDay(to);
  const lastYear = Math.min(Number(to.slice(0, 4)), LAST_YEAR);
  const found: Session[] = [];
  for (let year = Math.max(Number(from.slice(0, 4)), FIRST_YEAR); year <= lastYear; year += 1) {
    for (const session of calendarYear(year).sessions) {
      if (session.date >= from && session.date <= to) found.push(session);
    }
  }
  return found;
}
