export const DAY_MS = 86_400_000;

/** Day of the week of a day number: 0 Sunday … 6 Saturday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7; // day 0, 1970-01-01, was a Thursday
}

/** A day number (days since 1970-01-01) of year, month 1…12 and day of the month. */
export function dayOf(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / DAY_MS;
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
