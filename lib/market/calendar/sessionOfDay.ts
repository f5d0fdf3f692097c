import { calendarYear } from './calendarYear';
import { yearOfDay } from './civilDate';
import type { Session } from './session';

/** Sessions that were asked for: every bar asks for its own, again and again. */
const known = new Map<number, Session>();

/** The session of a day number, or `undefined` when the exchange is closed that day. */
export function sessionOfDay(day: number): Session | undefined {
  return known.get(day) ?? lookedUp(day);
}

function lookedUp(day: number): Session | undefined {
  const { sessions, indexByDay } = calendarYear(yearOfDay(day));
  const index = indexByDay.get(day);
  const session = index === undefined ? undefined : sessions[index];
  if (session) known.set(day, session);
  return session;
}
