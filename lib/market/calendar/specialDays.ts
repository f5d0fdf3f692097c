import { parseDate, weekdayOf } from './civilDate';
import { earlyCloses } from './earlyCloses';
import { holidays } from './holidays';
import { ONE_OFF_CLOSURES } from './oneOffClosures';

/** Why a weekday is not a regular session. */
export type SpecialDay = { readonly kind: 'closed' | 'earlyClose'; readonly name: string };

const byYear = new Map<number, ReadonlyMap<number, SpecialDay>>();

function isWeekday(day: number): boolean {
  return weekdayOf(day) !== 0 && weekdayOf(day) !== 6;
}

function daysOfYear(year: number): ReadonlyMap<number, SpecialDay> {
  const days = new Map<number, SpecialDay>();
  for (const { day, name } of earlyCloses(year)) days.set(day, { kind: 'earlyClose', name });
  for (const { day, name } of holidays(year)) days.set(day, { kind: 'closed', name });
  for (const [date, name] of Object.entries(ONE_OFF_CLOSURES)) {
    const day = parseDate(date);
    if (day !== undefined && date.startsWith(`${year}-`)) days.set(day, { kind: 'closed', name });
  }
  return new Map([...days].filter(([day]) => isWeekday(day)).sort(([a], [b]) => a - b));
}

/** Weekdays of a year that are not regular sessions, by day number, oldest first. Remembered. */
export function specialDays(year: number): ReadonlyMap<number, SpecialDay> {
  const known = byYear.get(year);
  if (known) return known;
  const days = daysOfYear(year);
  byYear.set(year, days);
  return days;
}
