export const DAY_MS = 86_400_000;

/** Day of the week of a day number: 0 Sunday … 6 Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7; // day 0, 1970-01-01, was a Thursday
}

/** A day number (days since 1970-01-01) of year, month 1…12 and day of the month. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
}

/** Days from 0000-03-01 to 1970-01-01, and of 4, 100 and 400 years that begin with a March. */
const TO_1970 = 719_468;
const [FOUR_YEARS, CENTURY, ERA] = [1_461, 36_524, 146_097];

/**
 * The year a day number falls into, without making a date of it: bars ask for it over and over.
 *
 * Source  Howard Hinnant, chrono-Compatible Low-Level Date Algorithms: years begin in March, so that the leap day is their last.
 */
export function yearOfDay(day: number): number {
  const era = Math.floor((day + TO_1970) / ERA);
  const dayOfEra = day + TO_1970 - era * ERA;
  const leapDays =
    Math.floor(dayOfEra / (FOUR_YEARS - 1)) -
    Math.floor(dayOfEra / CENTURY) +
    Math.floor(dayOfEra / (ERA - 1));
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const begunOn = 365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  const isAfterNewYear = dayOfEra - begunOn >= 306;
  return era * 400 + yearOfEra + (isAfterNewYear ? 1 : 0);
}

/** The date a day number stands for, `YYYY-MM-DD`. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/**
 * Day number of a written date.
 *
 * Edge    a day that no month has ('2021-02-30') and any other spelling is `undefined`.
 * @example parseDate('1970-01-02') // → 1
 */
export function parseDate(date: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  const startAt = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(startAt)) return undefined;
  const day = startAt / DAY_MS;
  return dateOf(day) === date ? day : undefined;
}
