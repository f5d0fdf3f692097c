import type { Bar, CleanBars, RawBar } from './bar';
import { closeInSession } from './barClose';
import { barSession } from './barSession';
import { DAY_MS } from './calendar/civilDate';
import type { Session } from './calendar/session';
import { CLOCK_SKEW_MS } from './clockSkew';
import { type Interval, INTRADAY_BAR_MS } from './interval';

/** Why a bar is refused; `notClosed` alone is no fault of the source. */
export type RejectionReason =
  | 'notFinite'
  | 'priceNotPositive'
  | 'volumeNegative'
  | 'highBelowLow'
  | 'outsideRange'
  | 'outsideSession'
  | 'misaligned'
  | 'future'
  | 'notClosed'
  | 'duplicate';

export type Rejection = {
  /** Place in the bars given. */
  readonly index: number;
  readonly startAt: number;
  readonly reason: RejectionReason;
};

export type Reading = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly source: string;
  readonly bars: readonly RawBar[];
  /** Market time, epoch ms. */
  readonly knownAt: number;
};

function isFiniteBar({ startAt, open, high, low, close, volume }: RawBar): boolean {
  // A sum is finite only if every part is, save for an overflow that no price reaches.
  return Number.isFinite(startAt + open + high + low + close + volume);
}

function wrongNumbers(bar: RawBar): RejectionReason | undefined {
  const { open, high, low, close, volume } = bar;
  if (!isFiniteBar(bar)) return 'notFinite';
  if (Math.min(open, high, low, close) <= 0) return 'priceNotPositive';
  if (volume < 0) return 'volumeNegative';
  if (high < low) return 'highBelowLow';
  return Math.min(open, close) >= low && Math.max(open, close) <= high ? undefined : 'outsideRange';
}

function isAligned(interval: Interval, startAt: number, session: Session): boolean {
  if (interval === '1d') return startAt % DAY_MS === 0;
  return (startAt - session.openAt) % INTRADAY_BAR_MS[interval] === 0;
}

/** When a bar closes, or why its time is refused. */
function closeOrReason(interval: Interval, startAt: number, knownAt: number): number | RejectionReason {
  const session = barSession(interval, startAt);
  if (!session) return 'outsideSession';
  if (!isAligned(interval, startAt, session)) return 'misaligned';
  const closedAt = closeInSession(interval, startAt, session);
  if (closedAt <= knownAt) return closedAt;
  const beginsAt = interval === '1d' ? session.openAt : startAt;
  return beginsAt > knownAt + CLOCK_SKEW_MS ? 'future' : 'notClosed';
}

/** A bar that was cleaned before is taken as it is: most bars come from the store, again and again. */
function closedBar(bar: RawBar | Bar, closedAt: number): Bar {
  if ('closedAt' in bar && bar.closedAt === closedAt) return bar;
  const { startAt, open, high, low, close, volume } = bar;
  return { startAt, open, high, low, close, volume, closedAt };
}

function isAscending(bars: readonly Bar[]): boolean {
  return bars.every((bar, index) => index === 0 || bars[index - 1]!.startAt < bar.startAt);
}

/**
 * Tells whether a start is one of the bars kept so far. Nearly all come in order, where the newest start answers: the
 * others are looked up only from the first that does not.
 */
function startsOf(kept: readonly Bar[]): (startAt: number) => boolean {
  let newest = Number.NEGATIVE_INFINITY;
  const starts = new Set<number>();
  return (startAt) => {
    for (let known = starts.size; known < kept.length && startAt <= newest; known += 1)
      starts.add(kept[known]!.startAt);
    const isKnown = startAt <= newest && starts.has(startAt);
    newest = Math.max(newest, startAt);
    return isKnown;
  };
}

/**
 * Bars as a source served them → bars that may be relied on, and what was refused.
 *
 * Shape   any order → ascending and distinct; of two sound readings of one bar the first wins.
 * Edge    a bar that closes after `knownAt` never comes through: `notClosed` while it is forming,
 *         `future` when it begins more than 2 minutes from now.
 */
export function cleanBars({ symbol, interval, source, bars, knownAt }: Reading): {
  readonly clean: CleanBars;
  readonly rejected: readonly Rejection[];
} {
  const kept: Bar[] = [];
  const isAccepted = startsOf(kept);
  const rejected: Rejection[] = [];
  bars.forEach((bar, index) => {
    const { startAt } = bar;
    const closedAt = wrongNumbers(bar) ?? closeOrReason(interval, startAt, knownAt);
    if (typeof closedAt !== 'number') rejected.push({ index, startAt, reason: closedAt });
    else if (isAccepted(startAt)) rejected.push({ index, startAt, reason: 'duplicate' });
    else kept.push(closedBar(bar, closedAt));
  });
  if (!isAscending(kept)) kept.sort((a, b) => a.startAt - b.startAt);
  return { clean: { symbol, interval, source, bars: kept } as unknown as CleanBars, rejected };
}
