import { barSession } from './barSession';
import type { Session } from './calendar/session';
import { type Interval, INTRADAY_BAR_MS } from './interval';

/** The close of a bar that is known to belong to a session. */
export function closeInSession(interval: Interval, startAt: number, session: Session): number {
  return interval === '1d' ? session.closeAt : Math.min(startAt + INTRADAY_BAR_MS[interval], session.closeAt);
}

/**
 * When a bar becomes known: nobody may look at it earlier.
 *
 * Units   epoch ms in and out.
 * Edge    a daily bar closes with its session, early closes included; an intraday bar never later than
 *         its session; `undefined` outside every session.
 * @example barClosedAt('1d', Date.UTC(2024, 6, 3)) // → Date.UTC(2024, 6, 3, 17), an early close
 */
export function barClosedAt(interval: Interval, startAt: number): number | undefined {
  const session = barSession(interval, startAt);
  return session && closeInSession(interval, startAt, session);
}
