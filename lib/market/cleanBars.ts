import type { Bar, CleanBars, RawBar } from './bar';
import { barClosedAt } from './barClose';
import { barSession } from './barSession';
import { DAY_MS } from './calendar/civilDate';
import type { Session } from './calendar/session';
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

/** A source's clock may run ahead of ours by this much. */
const CLOCK_SKEW_MS = 120_000;

function wrongNumbers(bar: RawBar): RejectionReason | undefined {
  const prices = [bar.open, bar.high, bar.low, bar.close];
  if (![bar.startAt, bar.volume, ...prices].every(Number.isFinite)) return 'notFinite';
  if (prices.some((price) => price <= 0)) return 'priceNotPositive';
  if (bar.volume < 0) return 'volumeNegative';
  if (bar.high < bar.low) return 'highBelowLow';
  const within = (price: number): boolean => price >= bar.low && price <= bar.high;
  return within(bar.open) && within(bar.close) ? undefined : 'outsideRange';
}

function isAligned(interval: Interval, startAt: number, session: Session): boolean {
  if (interval === '1d') return startAt % DAY_MS === 0;
  return (startAt - session.openAt) % INTRADAY_BAR_MS[interval] === 0;
}

function wrongTime(interval: Interval, startAt: number, knownAt: number): RejectionReason | undefined {
  const session = barSession(interval, startAt);
  const closedAt = barClosedAt(interval, startAt);
  if (!session || closedAt === undefined) return 'outsideSession';
  if (!isAligned(interval, startAt, session)) return 'misaligned';
  if (closedAt <= knownAt) return undefined;
  const beginsAt = interval === '1d' ? session.openAt : startAt;
  return beginsAt > knownAt + CLOCK_SKEW_MS ? 'future' : 'notClosed';
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
  const accepted = new Map<number, Bar>();
  const rejected: Rejection[] = [];
  bars.forEach((bar, index) => {
    const { startAt, open, high, low, close, volume } = bar;
    const reason =
      wrongNumbers(bar) ??
      wrongTime(interval, startAt, knownAt) ??
      (accepted.has(startAt) ? ('duplicate' as const) : undefined);
    const closedAt = barClosedAt(interval, startAt);
    if (reason !== undefined) rejected.push({ index, startAt, reason });
    else if (closedAt !== undefined)
      accepted.set(startAt, { startAt, open, high, low, close, volume, closedAt });
  });
  const ascending = [...accepted.values()].sort((a, b) => a.startAt - b.startAt);
  return { clean: { symbol, interval, source, bars: ascending } as unknown as CleanBars, rejected };
}
