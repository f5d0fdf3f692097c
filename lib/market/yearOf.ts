import { DAY_MS, dayOf, yearOfDay } from './calendar/civilDate';

/**
 * The UTC year of an instant. A bar belongs to that of its START, which is its session's as well.
 *
 * Units   epoch ms.
 */
export const yearOf = (instant: number): number => yearOfDay(Math.floor(instant / DAY_MS));

/**
 * When a UTC year begins.
 *
 * Units   epoch ms.
 */
export const startOfYear = (year: number): number => dayOf(year, 1, 1) * DAY_MS;
