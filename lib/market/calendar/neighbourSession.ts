import { FIRST_YEAR, LAST_YEAR } from './calendarYear';
import { dayOf } from './civilDate';
import type { Session } from './session';
import { sessionOfDay } from './sessionOfDay';

const FIRST_DAY = dayOf(FIRST_YEAR, 1, 1);
const LAST_DAY = dayOf(LAST_YEAR, 12, 31);

/** The newest session on or before a day number; `undefined` before the calendar begins. */
export function sessionUpToDay(day: number): Session | undefined {
  for (let at = Math.min(day, LAST_DAY); at >= FIRST_DAY; at -= 1) {
    const session = sessionOfDay(at);
    if (session) return session;
  }
  return undefined;
}

/** The first session on or after a day number; `undefined` after the calendar ends. */
export function sessionFromDay(day: number): Session | undefined {
  for (let at = Math.max(day, FIRST_DAY); at <= LAST_DAY; at += 1) {
    const session = sessionOfDay(at);
    if (session) return session;
  }
  return undefined;
}
