import { calendarYear, FIRST_YEAR, LAST_YEAR } from './calendarYear';
import { DAY_MS, dayOf, weekdayOf } from './civilDate';
import type { Session } from './session';
import { specialDays } from './specialDays';

/** Where a session stands in the calendar. */
export type SessionPlace = {
  /** How many sessions the calendar has before this one. */
  readonly number: number;
  /** How many of those closed early. */
  readonly earlyBefore: number;
};

/** Places of the first session of each year, and of the year after the last. */
let yearPlaces: readonly SessionPlace[] | undefined;

/** Counted from weekdays and special days: the hours of a hundred years need not be worked out for it. */
function sessionsInYear(year: number): SessionPlace {
  const kinds = [...specialDays(year).values()].map(({ kind }) => kind);
  let weekdays = 260; // 52 weeks; the one or two days more decide the rest
  for (let day = dayOf(year, 1, 1) + 364; day < dayOf(year + 1, 1, 1); day += 1) {
    if (weekdayOf(day) !== 0 && weekdayOf(day) !== 6) weekdays += 1;
  }
  const closed = kinds.filter((kind) => kind === 'closed').length;
  return { number: weekdays - closed, earlyBefore: kinds.length - closed };
}

function placesOfYears(): readonly SessionPlace[] {
  if (yearPlaces) return yearPlaces;
  let place: SessionPlace = { number: 0, earlyBefore: 0 };
  const places = [place];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    const inYear = sessionsInYear(year);
    place = { number: place.number + inYear.number, earlyBefore: place.earlyBefore + inYear.earlyBefore };
    places.push(place);
  }
  yearPlaces = places;
  return places;
}

/** The place of a session in the calendar, counted from the first session of 1990. */
export function sessionPlace(session: Session): SessionPlace {
  const year = Number(session.date.slice(0, 4));
  const day = Math.floor(session.openAt / DAY_MS);
  const ofYear = placesOfYears()[year - FIRST_YEAR];
  const { indexByDay, earlyBefore } = calendarYear(year);
  const index = indexByDay.get(day);
  if (!ofYear || index === undefined) throw new Error(`${session.date} is not a session of the calendar`);
  return { number: ofYear.number + index, earlyBefore: ofYear.earlyBefore + (earlyBefore[index] ?? 0) };
}

/**
 * The session with that many sessions before it: the inverse of `sessionPlace`.
 *
 * Edge    `undefined` outside the calendar.
 */
export function sessionNumbered(number: number): Session | undefined {
  const places = placesOfYears();
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((places[middle]?.number ?? 0) <= number) low = middle;
    else high = middle - 1;
  }
  return calendarYear(FIRST_YEAR + low).sessions[number - (places[low]?.number ?? 0)];
}
