import { calendarYear } from './calendarYear';
import { DAY_MS } from './civilDate';
import type { Session } from './session';

/** The session of a day number, or `undefined` when the exchange is closed that day. */
export function sessionOfDay(day: number): Session | undefined {
  const { sessions, indexByDay } = calendarYear(new Date(day * DAY_MS).getUTCFullYear());
  const index = indexByDay.get(day);
  return index === undefined ? undefined : sessions[index];
}
