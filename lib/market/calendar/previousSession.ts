import { Problem } from '../../problems';
import { sessionUpToDay } from './neighbourSession';
import { requireDay } from './requireDay';
import type { Session } from './session';

/**
 * The last session strictly before a date, whether or not that date is a session itself.
 *
 * Throws  INPUT_INVALID when the date is not one, or the calendar begins after.
 * @example previousSession('2001-09-17').date // → '2001-09-10'
 */
export function previousSession(date: string): Session {
  const session = sessionUpToDay(requireDay(date) - 1);
  if (!session)
    throw new Problem('INPUT_INVALID', `date "${date}" is at the start of the calendar: choose a later one`);
  return session;
}
