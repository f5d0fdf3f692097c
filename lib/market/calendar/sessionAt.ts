import { DAY_MS } from './civilDate';
import type { Session } from './session';
import { sessionOfDay } from './sessionOfDay';

/**
 * The session that is trading at an instant.
 *
 * Units   epoch ms; the open belongs to the session, the close does not.
 * Edge    `undefined` while the market is closed.
 */
export function sessionAt(instant: number): Session | undefined {
  // New York is 4 or 5 hours behind UTC and sessions end by 16:00: both clocks show the same date.
  const session = sessionOfDay(Math.floor(instant / DAY_MS));
  return session && instant >= session.openAt && instant < session.closeAt ? session : undefined;
}
