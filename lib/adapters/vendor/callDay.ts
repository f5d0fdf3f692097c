import { newYorkDay } from '../../market/calendar/newYorkDay';
import type { Standing } from '../../ports/VendorStandings';

/** So far apart the clocks of those who ask may be. */
const CLOCKS_APART_MS = 600_000;

const fresh = (day: number): Standing => ({
  day,
  usedToday: 0,
  nextAt: 0,
  failures: 0,
  openings: 0,
  version: 0,
});

/**
 * The standing on the New York day of an instant: what was reserved on another counts no more.
 *
 * Edge  a day begins ten minutes late, with what was reserved from ten minutes before midnight on: by the clock of
 *       another these calls are of either day, and count on both.
 */
export function onDayOf(known: Standing | undefined, at: number): Standing {
  const day = newYorkDay(at - CLOCKS_APART_MS);
  if (known === undefined) return fresh(day);
  if (known.day >= day) return known;
  const { usedLate = 0, ...standing } = known;
  return { ...standing, day, usedToday: known.day === day - 1 ? usedLate : 0 };
}

/** With one more call, made at an instant. */
export const withCall = (standing: Standing, at: number): Standing => ({
  ...standing,
  usedToday: standing.usedToday + 1,
  ...(newYorkDay(at + CLOCKS_APART_MS) > standing.day && { usedLate: (standing.usedLate ?? 0) + 1 }),
});
