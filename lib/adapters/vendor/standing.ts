import type { Standing } from '../../ports/VendorStandings';
import { onDayOf, withCall } from './callDay';
import { MALFORMED, type Outcome, type Refusal, UNAVAILABLE } from './outcome';

/** What a plan allows, and how long its caller waits for a turn: two seconds, unless it is patient. */
export type Limits = {
  readonly perDay: number;
  readonly perMinute: number;
  readonly mostWaitMs?: number | undefined;
};

/**
 * A reserved call and its turn (epoch ms); one that is to find out whether its vendor answers again carries until when
 * it is waited for.
 */
export type Reserved = { readonly turnAt: number; readonly waitMs: number; readonly probeUntil?: number };

export type Admission =
  | { readonly admitted: true; readonly reserved: Reserved; readonly standing: Standing }
  | { readonly admitted: false; readonly refusal: Refusal };

const MINUTE_MS = 60_000;
const MOST_WAIT_MS = 2_000;
/** A call is made a little after its turn: turns are so much further apart than the plan says. */
const APART = 1.05;

/** So many calls in a row that come to nothing open the circuit: for half a minute, then twice as long each time. */
const FAILURES_TO_OPEN = 5;
const FIRST_OPEN_MS = 30_000;
const LONGEST_OPEN_MS = 8 * MINUTE_MS;
/** So long a probe is waited for, which is longer than any call takes, before another is let through. */
const PROBE_MS = 30_000;
/** A vendor that says that a limit is reached is left alone: of a minute, twice as long each time that it says so again. */
const LONGEST_LIMITED_MS = 60 * MINUTE_MS;
/** So long one that asks for a moment. */
export const BURST_MS = 1_100;

const limitedBy = (window: 'minute' | 'day'): Refusal => ({ kind: 'rateLimited', window });

/** What callers are told while a vendor is left alone: what it had answered itself. */
const BECAUSE: Readonly<Record<string, Refusal>> = {
  minute: limitedBy('minute'),
  day: limitedBy('day'),
  malformed: MALFORMED,
  unavailable: UNAVAILABLE,
};

/**
 * Reserves a call at `now` (epoch ms), before it is made: turns are spread evenly over a minute, so that no minute,
 * wherever it begins, has more of them than the plan allows; and a New York day has no more than its own.
 *
 * Edge  while a vendor is left alone nobody asks it; after that one call is let through to find out, and then
 *       nobody until its result is known, or its time is over. All this is by the clock of who asks, or of who asked before
 *       where that is ahead.
 */
export function reserved(known: Standing | undefined, limits: Limits, now: number): Admission {
  const at = Math.max(now, known?.nextAt ?? now);
  const standing = onDayOf(known, at);
  const refusal = refusalOf(standing, limits, { now, at });
  if (refusal) return { admitted: false, refusal };
  const { open } = standing;
  const probe = open && { probeUntil: at + PROBE_MS };
  return {
    admitted: true,
    reserved: { turnAt: at, waitMs: at - now, ...probe },
    standing: {
      ...withCall(standing, at),
      askedAt: now,
      nextAt: at + Math.ceil((APART * MINUTE_MS) / limits.perMinute),
      ...(probe && { open: { ...open, until: probe.probeUntil } }),
      version: standing.version + 1,
    },
  };
}

/** Why no call can be made that is asked for `now` and would have its turn `at`; undefined where it can. */
function refusalOf(
  { open, usedToday }: Standing,
  { perDay, mostWaitMs = MOST_WAIT_MS }: Limits,
  { now, at }: { readonly now: number; readonly at: number },
): Refusal | undefined {
  if (open && now < open.until) return BECAUSE[open.because] ?? UNAVAILABLE;
  if (usedToday >= perDay) return limitedBy('day');
  return at - now > mostWaitMs ? limitedBy('minute') : undefined;
}

/** How a call has ended: what came of it, of what it was asked, and when (epoch ms). */
export type Ended = {
  readonly outcome: Outcome<unknown>;
  readonly about?: string | undefined;
  readonly now: number;
};

/**
 * The standing after a call has ended; undefined where it has changed nothing.
 *
 * Edge  while a vendor is left alone only the call that was let through to find out counts: what was under way before
 *       says nothing of it now, and neither does a probe that was given up.
 */
export function settled(standing: Standing, { probeUntil }: Reserved, ended: Ended): Standing | undefined {
  if (standing.open?.until !== probeUntil) return undefined;
  const next = after(standing, ended);
  return next && { ...next, version: standing.version + 1 };
}

function after(standing: Standing, ended: Ended): Standing | undefined {
  const { outcome, now } = ended;
  switch (outcome.kind) {
    case 'rateLimited':
      if (outcome.window === 'burst')
        return { ...standing, nextAt: Math.max(standing.nextAt, now + BURST_MS) };
      return opened(standing, outcome.window, now + limitedMs(standing, outcome.window));
    case 'unavailable':
    case 'malformed':
      return failed(standing, outcome.kind, ended);
    default:
      return answering(standing);
  }
}

const limitedMs = ({ openings }: Standing, window: 'minute' | 'day'): number =>
  window === 'day' ? LONGEST_LIMITED_MS : doubled(MINUTE_MS, openings, LONGEST_LIMITED_MS);

const doubled = (firstMs: number, times: number, longestMs: number): number =>
  Math.min(longestMs, firstMs * 2 ** Math.min(times, 10));

const opened = (standing: Standing, because: string, until: number): Standing => ({
  ...standing,
  failures: 0,
  openings: standing.openings + 1,
  open: { until, because },
});

/** Nonsense of one symbol, again and again, is one failure: the vendor may be well with others. */
function failed(
  { failedOn, ...standing }: Standing,
  because: 'unavailable' | 'malformed',
  { about, now }: Ended,
): Standing | undefined {
  const isKnown = because === 'malformed' && about !== undefined && about === failedOn;
  if (isKnown && standing.open === undefined) return undefined;
  const failures = standing.failures + 1;
  if (standing.open === undefined && failures < FAILURES_TO_OPEN)
    return { ...standing, ...(about !== undefined && { failedOn: about }), failures };
  return opened(standing, because, now + doubled(FIRST_OPEN_MS, standing.openings, LONGEST_OPEN_MS));
}

/** A vendor that answers, whatever it says of a symbol, a plan, or the key of who has asked. */
function answering({ open, failedOn, ...standing }: Standing): Standing | undefined {
  const isWell = open === undefined && failedOn === undefined;
  if (isWell && standing.failures === 0 && standing.openings === 0) return undefined;
  return { ...standing, failures: 0, openings: 0 };
}

/**
 * How many calls may be reserved from `now` on within a minute.
 *
 * Edge  0 while the vendor is left alone.
 */
export function callsLeft(known: Standing | undefined, limits: Limits, now: number): number {
  const at = Math.max(now, known?.askedAt ?? now);
  const standing = onDayOf(known, at);
  if (standing.open && at < standing.open.until) return 0;
  return Math.max(0, Math.min(limits.perMinute, limits.perDay - standing.usedToday));
}
