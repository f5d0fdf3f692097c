import { Problem } from '../../problems';
import { sessionFromDay } from './neighbourSession';
import { requireDay } from './requireDay';
import type { Session } from './session';

/**
 * The first session strictly after a date, whether or not that date is a session itself.
 *
 * Throws  INPUT_INVALID when the date is not one, or the calendar ends before.
 * @example nextSession('2001-09-10').date // → '2001-09-17'
 */
export function nextSession(date: string): Session {
  const session = sessionFromDay(requireDay(date) + 1);
  if (!session)
    throw new Problem('INPUT_INVALID', `date "${date}" is at the end of the calendar: choose an earlier one`);
  return session;
}
