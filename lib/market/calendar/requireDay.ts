import { Problem } from '../../problems';
import { parseDate } from './civilDate';

/**
 * Day number of a date that has to be one.
 *
 * Throws  INPUT_INVALID naming the value.
 */
export function requireDay(date: string): number {
  const day = parseDate(date);
  if (day === undefined) {
    throw new Problem(
      'INPUT_INVALID',
      `date ${JSON.stringify(date.slice(0, 40))} is not a date: write YYYY-MM-DD`,
    );
  }
  return day;
}
