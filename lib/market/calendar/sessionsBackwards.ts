import { calendarYear, FIRST_YEAR } from './calendarYear';
import type { Session } from './session';

/** A session and all before it, newest first, to the start of the calendar. */
export function* sessionsBackwards(newest: Session): Generator<Session> {
  const lastYear = Number(newest.date.slice(0, 4));
  for (let year = lastYear; year >= FIRST_YEAR; year -= 1) {
    const { sessions } = calendarYear(year);
    const end = year === lastYear ? sessions.indexOf(newest) : sessions.length - 1;
    for (let index = end; index >= 0; index -= 1) {
      const session = sessions[index];
      if (session) yield session;
    }
  }
}
