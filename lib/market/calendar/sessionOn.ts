import { parseDate } from './civilDate';
import type { Session } from './session';
import { sessionOfDay } from './sessionOfDay';

/**
 * The session of a date.
 *
 * Units   `YYYY-MM-DD`, a New York date.
 * Edge    a weekend, a closure, a year outside 1990–2100 and a date that does not exist are `undefined`.
 * @example sessionOn('2024-07-03')?.earlyClose // → true
 */
export function sessionOn(date: string): Session | undefined {
  const day = parseDate(date);
  return day === undefined ? undefined : sessionOfDay(day);
}
