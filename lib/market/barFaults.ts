import type { RawBar } from './bar';
import { closeInSession } from './barClose';
import { barSession } from './barSession';
import { DAY_MS } from './calendar/civilDate';
import type { Session } from './calendar/session';
import { CLOCK_SKEW_MS } from './clockSkew';
import { type Interval, INTRADAY_BAR_MS } from './interval';

/**
 * Why a bar is refused, and by which layer of checks, in the order in which they are made. What is odd beside other
 * bars but stands, `credibleBars` finds.
 */
export const REJECTION_LAYERS = {
  notFinite: 'schema',
  tooLarge: 'security',
  priceNotPositive: 'business',
  volumeNegative: 'business',
  highBelowLow: 'business',
  outsideRange: 'business',
  outsideSession: 'business',
  misaligned: 'business',
  future: 'quality',
  /** It is forming: no fault of the source. */
  notClosed: 'quality',
  duplicate: 'quality',
} as const;

export type RejectionReason = keyof typeof REJECTION_LAYERS;

/** No share costs more, and none is traded as often; what is larger is sent to make sums overflow. */
export const MOST_PRICE = 1e12;
const MOST_VOLUME = 1e18;

/** Schema: six numbers. */
function schemaFault({ startAt, open, high, low, close, volume }: RawBar): RejectionReason | undefined {
  // A sum is finite only if every part is, save for an overflow that no price reaches.
  return Number.isFinite(startAt + open + high + low + close + volume) ? undefined : 'notFinite';
}

/** Security: numbers that nobody means. */
function securityFault({ open, high, low, close, volume }: RawBar): RejectionReason | undefined {
  return Math.max(open, high, low, close) > MOST_PRICE || volume > MOST_VOLUME ? 'tooLarge' : undefined;
}

/** Business: what a bar is. */
function businessFault({ open, high, low, close, volume }: RawBar): RejectionReason | undefined {
  if (Math.min(open, high, low, close) <= 0) return 'priceNotPositive';
  if (volume < 0) return 'volumeNegative';
  if (high < low) return 'highBelowLow';
  return Math.min(open, close) >= low && Math.max(open, close) <= high ? undefined : 'outsideRange';
}

function isAligned(interval: Interval, startAt: number, session: Session): boolean {
  if (interval === '1d') return startAt % DAY_MS === 0;
  return (startAt - session.openAt) % INTRADAY_BAR_MS[interval] === 0;
}

/** Business and quality of its time: when a bar closes (epoch ms), or why it is refused. */
function closeOrFault(interval: Interval, startAt: number, knownAt: number): number | RejectionReason {
  const session = barSession(interval, startAt);
  if (!session) return 'outsideSession';
  if (!isAligned(interval, startAt, session)) return 'misaligned';
  const closedAt = closeInSession(interval, startAt, session);
  if (closedAt <= knownAt) return closedAt;
  const beginsAt = interval === '1d' ? session.openAt : startAt;
  return beginsAt > knownAt + CLOCK_SKEW_MS ? 'future' : 'notClosed';
}

/** All of it: when a bar closes (epoch ms) that may be relied on, or why it is refused. */
export const soundCloseOrFault = (
  interval: Interval,
  bar: RawBar,
  knownAt: number,
): number | RejectionReason =>
  schemaFault(bar) ??
  securityFault(bar) ??
  businessFault(bar) ??
  closeOrFault(interval, bar.startAt, knownAt);
