import { parseDate } from './civilDate';
import { type SpecialDay, specialDays } from './specialDays';

/**
 * Why a weekday is closed or short, with the name of the occasion.
 *
 * Edge    weekends and regular sessions are `undefined`.
 * @example specialDayOn('2012-10-29') // → { kind: 'closed', name: 'Hurricane Sandy' }
 */
export function specialDayOn(date: string): SpecialDay | undefined {
  const day = parseDate(date);
  return day === undefined ? undefined : specialDays(Number(date.slice(0, 4))).get(day);
}
