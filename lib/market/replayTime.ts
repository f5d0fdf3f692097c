import { Problem } from '../problems';
import { nextSession } from './calendar/nextSession';
import { previousSession } from './calendar/previousSession';
import { sessionNumbered, sessionPlace } from './calendar/sessionNumber';
import { sessionOn } from './calendar/sessionOn';

/** How the past is played again: one session every `sessionMs` of wall time. */
export type ReplayPlan = {
  /** Market time before anything has been played: the close of the session before the first. */
  readonly standsAt: number;
  /** Number of the first session played, in the calendar. */
  readonly firstNumber: number;
  /** Sessions to play; infinite when the replay has no end. */
  readonly sessionCount: number;
  readonly sessionMs: number;
};

const MAX_SESSION_MS = 86_400_000;

function requirePace(sessionMs: number): void {
  if (Number.isInteger(sessionMs) && sessionMs >= 1 && sessionMs <= MAX_SESSION_MS) return;
  throw new Problem(
    'INPUT_INVALID',
    `sessionMs "${sessionMs}" is not a pace: use whole milliseconds, 1 to ${MAX_SESSION_MS}`,
  );
}

/**
 * Works out once what every question about market time needs.
 *
 * Edge    a start that is no session means the first session after it, an end that is none the last one before it.
 * Throws  INPUT_INVALID when a date is none, the pace is not whole milliseconds, or the end lies before the start.
 */
export function replayPlan(options: {
  readonly startSession: string;
  readonly sessionMs: number;
  readonly lastSession?: string;
}): ReplayPlan {
  const { startSession, sessionMs, lastSession } = options;
  requirePace(sessionMs);
  const standsAt = previousSession(startSession).closeAt;
  const firstNumber = sessionPlace(sessionOn(startSession) ?? nextSession(startSession)).number;
  if (lastSession === undefined) {
    return { standsAt, firstNumber, sessionCount: Number.POSITIVE_INFINITY, sessionMs };
  }
  const last = sessionOn(lastSession) ?? previousSession(lastSession);
  const sessionCount = sessionPlace(last).number - firstNumber + 1;
  if (sessionCount < 1) {
    throw new Problem(
      'INPUT_INVALID',
      `startSession "${startSession}" is after the last session to replay, ${last.date}: start earlier`,
    );
  }
  return { standsAt, firstNumber, sessionCount, sessionMs };
}

/** The nth session played, counted from 0. */
function played(plan: ReplayPlan, index: number): { readonly openAt: number; readonly closeAt: number } {
  const session = sessionNumbered(plan.firstNumber + index);
  if (!session)
    throw new Problem('INPUT_INVALID', 'the replay has reached the end of the calendar: start it earlier');
  return session;
}

/** True once the last session's close has been reached. */
export function replayEnded(plan: ReplayPlan, elapsedMs: number): boolean {
  return elapsedMs >= plan.sessionCount * plan.sessionMs;
}

/**
 * Market time of a replay that has been running for so long.
 *
 * Units   milliseconds of wall time in, epoch ms of market time out.
 * Edge    at exactly k sessions it stands at the kth close, a moment later it is past the next open:
 *         nights take no time. It stands still before the start and after the end.
 */
export function marketTimeAt(plan: ReplayPlan, elapsedMs: number): number {
  if (!(elapsedMs > 0)) return plan.standsAt;
  const begun = Math.min(Math.ceil(elapsedMs / plan.sessionMs), plan.sessionCount);
  const { openAt, closeAt } = played(plan, begun - 1);
  const intoMs = Math.min(elapsedMs - (begun - 1) * plan.sessionMs, plan.sessionMs);
  return openAt + Math.floor(((closeAt - openAt) * intoMs) / plan.sessionMs);
}
