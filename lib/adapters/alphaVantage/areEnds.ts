import { sessionOfDay } from '../../market/calendar/sessionOfDay';
import { newYorkInstant } from '../../market/calendar/newYorkInstant';
import { dayOf } from '../../market/calendar/civilDate';
import type { NewYorkLabel } from '../vendor/newYorkLabel';

const PRE_MARKET = 4 * 60;
const OPEN = 9 * 60 + 30;
const CLOSE = 16 * 60;
const AFTER_HOURS_END = 20 * 60;
/** Up to then the vendor has labelled bars by their END. */
const LAST_OF_ENDS = dayOf(2022, 12, 31);

/**
 * Which days' labels are the END of their bars.
 *
 * Shape   labels of one body, in any order → a day number → whether it labels ENDs.
 * Edge    a day without evidence goes with the other days; without any, with its year: a START that is taken for one
 *         comes late, an END that is not would be known before its time, so that doubt is a START.
 */
export function areEnds(labels: readonly NewYorkLabel[]): (day: number) => boolean {
  const minutes = new Map<number, number[]>();
  for (const { day, minuteOfDay } of labels)
    if (minuteOfDay !== undefined) minutes.set(day, [...(minutes.get(day) ?? []), minuteOfDay]);
  const told = new Map([...minutes].map(([day, ofDay]) => [day, isEndOn(day, ofDay)]));
  const sure = [...told.values()].filter((isEnd) => isEnd !== undefined);
  const others = sure.length > 0 && sure.every(Boolean);
  return (day) => told.get(day) ?? (sure.length > 0 ? others : day <= LAST_OF_ENDS);
}

/** What the labels of a day tell; undefined for nothing. */
function isEndOn(day: number, minutes: readonly number[]): boolean | undefined {
  const has = (minute: number): boolean => minutes.includes(minute);
  const isExtended = minutes.some((minute) => minute < OPEN || minute > CLOSE);
  if (isExtended) return has(PRE_MARKET) ? false : has(AFTER_HOURS_END) || undefined;
  if (has(OPEN)) return false;
  return has(closeOn(day)) || undefined;
}

/** The minute of a day at which its session closes. */
function closeOn(day: number): number {
  const session = sessionOfDay(day);
  return session ? (session.closeAt - newYorkInstant(day, 0)) / 60_000 : CLOSE;
}
