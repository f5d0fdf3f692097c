import type { Slot } from './bar';
import { DAY_MS } from './calendar/civilDate';
import { FULL_SESSION_MINUTES, type Session, SHORT_SESSION_MINUTES } from './calendar/session';
import { sessionPlace } from './calendar/sessionNumber';
import { type Interval, INTRADAY_BAR_MS } from './interval';

/** How many bars a full or a short session has; the last one may be shorter than the others. */
export function slotsPerSession(interval: Interval, earlyClose: boolean): number {
  if (interval === '1d') return 1;
  const minutes = earlyClose ? SHORT_SESSION_MINUTES : FULL_SESSION_MINUTES;
  return Math.ceil((minutes * 60_000) / INTRADAY_BAR_MS[interval]);
}

/** Ordinal of a session's first slot: every full and every short session before it is counted. */
export function firstOrdinal(interval: Interval, session: Session): number {
  const { number, earlyBefore } = sessionPlace(session);
  return (
    (number - earlyBefore) * slotsPerSession(interval, false) + earlyBefore * slotsPerSession(interval, true)
  );
}

/**
 * The nth place a session has for a bar, without the bar.
 *
 * Edge    bars count from the open: a 1h session is 09:30, 10:30 … 15:30, the last one half an hour long.
 */
export function slotOfSession(interval: Interval, session: Session, index: number, ordinal: number): Slot {
  if (interval === '1d') {
    return { ordinal, startAt: Math.floor(session.openAt / DAY_MS) * DAY_MS, closedAt: session.closeAt };
  }
  const startAt = session.openAt + index * INTRADAY_BAR_MS[interval];
  return { ordinal, startAt, closedAt: Math.min(startAt + INTRADAY_BAR_MS[interval], session.closeAt) };
}
