import { DAY_MS } from './civilDate';
import { sessionUpToDay } from './neighbourSession';
import type { Session } from './session';

/**
 * The newest session that had ended at an instant.
 *
 * Units   epoch ms; a session has ended at its `closeAt`.
 * Edge    `undefined` before the calendar begins.
 */
export function lastClosedSession(instant: number): Session | undefined {
  const day = Math.floor(instant / DAY_MS);
  const session = sessionUpToDay(day);
  return session && session.closeAt > instant ? sessionUpToDay(day - 1) : session;
}
