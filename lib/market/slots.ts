import type { Bar, CleanBars, Slot } from './bar';
import { closeInSession } from './barClose';
import { lastOpenedSession } from './calendar/lastOpenedSession';
import type { Session } from './calendar/session';
import { sessionBefore } from './calendar/sessionBefore';
import type { Interval } from './interval';
import type { CredibleBars } from './credibleBars';
import { firstOrdinal, slotsPerSession, startInSession } from './sessionSlots';

type SlotQuery = {
  readonly interval: Interval;
  readonly upTo: number;
  readonly bars: CleanBars | CredibleBars;
};

/** A place in trading time with the bar that stands there, and what is doubted of it at an instant. */
function slotWith(place: Slot, bar: Bar | undefined, upTo: number, doubts: Partial<CredibleBars>): Slot {
  if (bar?.startAt !== place.startAt) {
    const withheld = doubts.withheld?.get(place.startAt);
    return withheld === undefined ? place : { ...place, withheld };
  }
  const prints = doubts.prints?.get(bar.startAt);
  if (prints === undefined) return { ...place, bar };
  const { cut, settledAt, isConfirmed } = prints;
  const isBelieved = isConfirmed && settledAt !== undefined && settledAt <= upTo;
  return isBelieved ? { ...place, bar } : { ...place, bar: cut, doubted: true };
}

/**
 * At most `count` slots closed after `after`, up to `upTo`, with their bars: one session after the other into the past.
 *
 * Shape   oldest first.
 */
function slotsBetween(
  { interval, upTo, bars: { bars, ...of } }: SlotQuery,
  { after, count }: { readonly after: number; readonly count: number },
): Slot[] {
  if (of.interval !== interval) throw new Error(`slots of ${interval} cannot hold bars of ${of.interval}`);
  const slots: Slot[] = [];
  const newest = lastOpenedSession(upTo);
  if (!newest) return slots;
  let place = firstFrom(bars, newest.closeAt) - 1;
  let ordinal = firstOrdinal(interval, newest) + slotsPerSession(interval, newest.earlyClose);
  for (let session: Session | undefined = newest; session; session = sessionBefore(session)) {
    for (let index = slotsPerSession(interval, session.earlyClose) - 1; index >= 0; index -= 1) {
      ordinal -= 1;
      const startAt = startInSession(interval, session, index);
      const closedAt = closeInSession(interval, startAt, session);
      if (closedAt > upTo) continue;
      if (closedAt <= after || slots.length + 1 > count) return slots.reverse();
      place = placeBack(bars, place, startAt);
      slots.push(slotWith({ ordinal, startAt, closedAt }, bars[place], upTo, of));
    }
  }
  return slots.reverse();
}

/** Index of the last bar, at or before a place, that does not start after an instant. */
function placeBack(bars: readonly Bar[], from: number, startAt: number): number {
  let place = from;
  while (place >= 0 && bars[place]!.startAt > startAt) place -= 1;
  return place;
}

/** Index of the first bar that starts at or after an instant. */
function firstFrom(bars: readonly Bar[], startAt: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bars[middle]?.startAt ?? Number.POSITIVE_INFINITY) < startAt) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The newest slots that had closed at an instant, missing bars included.
 *
 * Shape   at most `count` slots, oldest first, their ordinals consecutive.
 * Edge    a bar that closes after `upTo` changes nothing; before the calendar begins there are no slots.
 */
export const slotsEndingAt = ({ count, ...query }: SlotQuery & { readonly count: number }): Slot[] =>
  slotsBetween(query, { after: Number.NEGATIVE_INFINITY, count });

/**
 * The slots that closed in a stretch of time, missing bars included.
 *
 * Shape   `after` < closedAt ≤ `upTo`, oldest first, their ordinals consecutive.
 */
export const slotsAfter = ({ after, ...query }: SlotQuery & { readonly after: number }): Slot[] =>
  slotsBetween(query, { after, count: Number.POSITIVE_INFINITY });
