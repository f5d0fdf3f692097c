import type { Bar, CleanBars, Slot } from './bar';
import { lastOpenedSession } from './calendar/lastOpenedSession';
import { sessionsBackwards } from './calendar/sessionsBackwards';
import type { Interval } from './interval';
import { firstOrdinal, slotOfSession, slotsPerSession } from './slotOfSession';

/** Slots closed at or before `upTo`, newest first, one session after the other into the past. */
function* slotsBackwards(interval: Interval, upTo: number): Generator<Slot> {
  const newest = lastOpenedSession(upTo);
  if (!newest) return;
  let ordinal = firstOrdinal(interval, newest) + slotsPerSession(interval, newest.earlyClose);
  for (const session of sessionsBackwards(newest)) {
    for (let index = slotsPerSession(interval, session.earlyClose) - 1; index >= 0; index -= 1) {
      ordinal -= 1;
      const slot = slotOfSession(interval, session, index, ordinal);
      if (slot.closedAt <= upTo) yield slot;
    }
  }
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

/** Puts each bar into its slot; slots and bars are both ascending. */
function filled(slots: readonly Slot[], { bars }: CleanBars): Slot[] {
  let next = firstFrom(bars, slots[0]?.startAt ?? 0);
  return slots.map((slot) => {
    while ((bars[next]?.startAt ?? Number.POSITIVE_INFINITY) < slot.startAt) next += 1;
    const bar = bars[next];
    const { ordinal, startAt, closedAt } = slot;
    return bar?.startAt === startAt ? { ordinal, startAt, closedAt, bar } : slot;
  });
}

function requireInterval(interval: Interval, bars: CleanBars): void {
  if (bars.interval !== interval)
    throw new Error(`slots of ${interval} cannot hold bars of ${bars.interval}`);
}

/**
 * The newest slots that had closed at an instant, missing bars included.
 *
 * Shape   at most `count` slots, oldest first, their ordinals consecutive.
 * Edge    a bar that closes after `upTo` changes nothing; before the calendar begins there are no slots.
 */
export function slotsEndingAt(query: {
  readonly interval: Interval;
  readonly upTo: number;
  readonly count: number;
  readonly bars: CleanBars;
}): Slot[] {
  requireInterval(query.interval, query.bars);
  const slots: Slot[] = [];
  if (query.count < 1) return slots;
  for (const slot of slotsBackwards(query.interval, query.upTo)) {
    slots.push(slot);
    if (slots.length >= query.count) break;
  }
  return filled(slots.reverse(), query.bars);
}

/**
 * The slots that closed in a stretch of time, missing bars included.
 *
 * Shape   `after` < closedAt ≤ `upTo`, oldest first, their ordinals consecutive.
 */
export function slotsAfter(query: {
  readonly interval: Interval;
  readonly after: number;
  readonly upTo: number;
  readonly bars: CleanBars;
}): Slot[] {
  requireInterval(query.interval, query.bars);
  const slots: Slot[] = [];
  for (const slot of slotsBackwards(query.interval, query.upTo)) {
    if (slot.closedAt <= query.after) break;
    slots.push(slot);
  }
  return filled(slots.reverse(), query.bars);
}
