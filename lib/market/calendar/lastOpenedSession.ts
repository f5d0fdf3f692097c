import { DAY_MS } from './civilDate';
import { sessionUpToDay } from './neighbourSession';
import type { Session } from './session';

/**
 * The newest session that had opened at an instant: the one trading, or the last one that did.
 *
 * Units   epoch ms.
 * Edge    `undefined` before the calendar begins.
 */
export function lastOpenedSession(instant: number): Session | undefined {
  const day = Math.floor(instant / DAY_MS);
  const session = sessionUpToDay(day);
  return session && session.openAt > instant ? sessionUpToDay(day - 1) : session;
}
