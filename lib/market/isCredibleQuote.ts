import type { Bar, CleanBars } from './bar';
import { DAY_MS } from './calendar/civilDate';
import { lastOpenedSession } from './calendar/lastOpenedSession';
import { sessionFromDay } from './calendar/neighbourSession';
import { credibleBars } from './credibleBars';
import { type Interval, INTRADAY_BAR_MS } from './interval';
import { slotsPerSession, startInSession } from './sessionSlots';

/** A price that is told apart from bars, and when it stood (epoch ms). */
export type ToldPrice = { readonly price: number; readonly asOf: number };

/**
 * Whether a price that is told apart from bars may be believed. It is judged as the close of the bar in which it stood:
 * one more than 8 robust σ away from the newest close that is believed is not, until a bar has closed there.
 *
 * Shape   bars up to it, on its scale of prices.
 * Edge    believed where too few bars tell what is usual. A close that has jumped itself is confirmed by a price in a later
 *         bar, not by one after hours, which may be the same print. One before the open or after the close may lie as far
 *         away as a night makes prices go.
 */
export function isCredibleQuote(clean: CleanBars, { price, asOf }: ToldPrice): boolean {
  const startAt = startOfBarAt(clean.interval, asOf);
  const { pending } = credibleBars(clean);
  const isLater = pending === undefined || startAt > pending.startAt;
  const before = isLater ? clean.bars : clean.bars.filter((bar) => bar !== pending);
  // It was traded: whatever else, it is no halt.
  const told: Bar = {
    startAt: isOutside(asOf) ? (openingBarAfter(clean.interval, asOf) ?? startAt) : startAt,
    closedAt: asOf,
    open: price,
    high: price,
    low: price,
    close: price,
    volume: 1,
  };
  return credibleBars({ ...clean, bars: [...before, told] }).pending !== told;
}

/** Whether no session trades at an instant (epoch ms). */
function isOutside(instant: number): boolean {
  const session = lastOpenedSession(instant);
  return session === undefined || instant > session.closeAt;
}

/** When the first bar begins (epoch ms) of the session after an instant outside of any. */
function openingBarAfter(interval: Interval, instant: number): number | undefined {
  const day = Math.floor(instant / DAY_MS);
  const today = sessionFromDay(day);
  const session = today && today.openAt <= instant ? sessionFromDay(day + 1) : today;
  return session && startInSession(interval, session, 0);
}

/** When the bar began (epoch ms) in which an instant lies: of those after the session, the last. */
function startOfBarAt(interval: Interval, instant: number): number {
  const session = lastOpenedSession(instant);
  if (session === undefined) return instant;
  const last = slotsPerSession(interval, session.earlyClose) - 1;
  const index = interval === '1d' ? 0 : Math.floor((instant - session.openAt) / INTRADAY_BAR_MS[interval]);
  return startInSession(interval, session, Math.min(index, last));
}
