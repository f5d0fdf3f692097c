import { dayOf, weekdayOf } from './civilDate';
import { easter } from './easter';

/** A day on which the exchange does not keep its regular hours, and why. */
export type NamedDay = { readonly day: number; readonly name: string };

const SUNDAY = 0;
const MONDAY = 1;
const THURSDAY = 4;
const SATURDAY = 6;

/** The nth such weekday of a month. */
function nth(weekday: number, ordinal: number, year: number, month: number): number {
  const first = dayOf(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (ordinal - 1);
}

/** The fourth Thursday of November. */
export function thanksgiving(year: number): number {
  return nth(THURSDAY, 4, year, 11);
}

function lastMondayOfMay(year: number): number {
  const last = dayOf(year, 5, 31);
  return last - ((weekdayOf(last) - MONDAY + 7) % 7);
}

/** A holiday of fixed date: a Sunday is kept on Monday, a Saturday on Friday. */
function kept(day: number, name: string): NamedDay {
  if (weekdayOf(day) === SUNDAY) return { day: day + 1, name: `${name} (observed)` };
  if (weekdayOf(day) === SATURDAY) return { day: day - 1, name: `${name} (observed)` };
  return { day, name };
}

/** Friday 31 December closes the books of a year, so a New Year's Day on Saturday is kept on no day. */
function newYear(year: number): NamedDay[] {
  const day = dayOf(year, 1, 1);
  return weekdayOf(day) === SATURDAY ? [] : [kept(day, "New Year's Day")];
}

/**
 * Weekdays on which the New York Stock Exchange is closed by rule.
 *
 * Edge    Martin Luther King Jr. Day counts from 1998, Juneteenth from 2022.
 * Source  NYSE Rule 7.2 and its amendments.
 */
export function holidays(year: number): readonly NamedDay[] {
  return [
    ...newYear(year),
    ...(year >= 1998 ? [{ day: nth(MONDAY, 3, year, 1), name: 'Martin Luther King Jr. Day' }] : []),
    { day: nth(MONDAY, 3, year, 2), name: "Washington's Birthday" },
    { day: easter(year) - 2, name: 'Good Friday' },
    { day: lastMondayOfMay(year), name: 'Memorial Day' },
    ...(year >= 2022 ? [kept(dayOf(year, 6, 19), 'Juneteenth')] : []),
    kept(dayOf(year, 7, 4), 'Independence Day'),
    { day: nth(MONDAY, 1, year, 9), name: 'Labor Day' },
    { day: thanksgiving(year), name: 'Thanksgiving Day' },
    kept(dayOf(year, 12, 25), 'Christmas Day'),
  ];
}
