import { calendarYear } from './calendarYear';
import { yearOfDay } from './civilDate';
import type { Session } from './session';

/** The session of a day number, or `undefined` when the exchange is closed that day. */
export function sessionOfDay(day: number): Session | undefined {
  const { sessions, indexByDay } = calendarYear(yearOfDay(day));
  const index = indexByDay.get(day);
  return index === undefined ? undefined : sessions[index];
}
