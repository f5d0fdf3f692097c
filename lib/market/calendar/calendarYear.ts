import { dateOf, dayOf, weekdayOf } from './civilDate';
import { newYorkInstant } from './newYorkInstant';
import { FULL_SESSION_MINUTES, type Session, SHORT_SESSION_MINUTES } from './session';
import { specialDays } from './specialDays';

/**
 * The years the calendar knows. 2000–2022 are checked day by day against the record; the years
 * before 1990 kept other holidays and hours, and the years to come follow today's rules.
 */
export const FIRST_YEAR = 1990;
export const LAST_YEAR = 2100;

const OPEN_MINUTE = 9 * 60 + 30;

export type CalendarYear = {
  readonly sessions: readonly Session[];
  /** Where in `sessions` a day number is; absent when the exchange is closed. */
  readonly indexByDay: ReadonlyMap<number, number>;
  /** How many sessions of the year before each of them close early. */
  readonly earlyBefore: readonly number[];
};

const EMPTY: CalendarYear = { sessions: [], indexByDay: new Map(), earlyBefore: [] };
const byYear = new Map<number, CalendarYear>();

function session(day: number, earlyClose: boolean): Session {
  const openAt = newYorkInstant(day, OPEN_MINUTE);
  const minutes = earlyClose ? SHORT_SESSION_MINUTES : FULL_SESSION_MINUTES;
  return { date: dateOf(day), openAt, closeAt: openAt + minutes * 60_000, earlyClose };
}

function build(year: number): CalendarYear {
  const special = specialDays(year);
  const sessions: Session[] = [];
  const indexByDay = new Map<number, number>();
  const earlyBefore: number[] = [];
  let early = 0;
  for (let day = dayOf(year, 1, 1); day < dayOf(year + 1, 1, 1); day += 1) {
    const kind = special.get(day)?.kind;
    if (weekdayOf(day) === 0 || weekdayOf(day) === 6 || kind === 'closed') continue;
    indexByDay.set(day, sessions.length);
    earlyBefore.push(early);
    sessions.push(session(day, kind === 'earlyClose'));
    if (kind === 'earlyClose') early += 1;
  }
  return { sessions, indexByDay, earlyBefore };
}

/** Every session of a year, worked out once; a year the calendar does not know has none. */
export function calendarYear(year: number): CalendarYear {
  const known = byYear.get(year);
  if (known) return known;
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return EMPTY;
  const built = build(year);
  byYear.set(year, built);
  return built;
}
