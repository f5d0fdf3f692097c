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
 * When the nth bar of a session starts, which `closeInSession` says the end of.
 *
 * Units   epoch ms.
 * Edge    bars count from the open: a 1h session is 09:30, 10:30 … 15:30, the last one half an hour long.
 */
export function startInSession(interval: Interval, { openAt }: Session, index: number): number {
  if (interval === '1d') return Math.floor(openAt / DAY_MS) * DAY_MS;
  return openAt + index * INTRADAY_BAR_MS[interval];
}
