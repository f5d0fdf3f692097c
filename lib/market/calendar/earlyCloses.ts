import { dayOf, weekdayOf } from './civilDate';
import { type NamedDay, thanksgiving } from './holidays';

const MONDAY = 1;
const WEDNESDAY = 3;
const THURSDAY = 4;

function isMondayToThursday(day: number): boolean {
  return weekdayOf(day) >= MONDAY && weekdayOf(day) <= THURSDAY;
}

/** 3 July is short before a holiday on Tuesday, Wednesday or Friday; before one on Thursday since 2013. */
function beforeIndependenceDay(year: number): NamedDay[] {
  const day = dayOf(year, 7, 3);
  const short = isMondayToThursday(day) && (weekdayOf(day) !== WEDNESDAY || year >= 2013);
  return short ? [{ day, name: 'Day before Independence Day' }] : [];
}

function christmasEve(year: number): NamedDay[] {
  const day = dayOf(year, 12, 24);
  return isMondayToThursday(day) ? [{ day, name: 'Christmas Eve' }] : [];
}

/** Fridays after a holiday on Thursday that were shortened once and never again. */
const ONCE: readonly NamedDay[] = [
  { day: dayOf(2002, 7, 5), name: 'Day after Independence Day' },
  { day: dayOf(2003, 12, 26), name: 'Day after Christmas' },
];

/**
 * Sessions that end at 13:00 New York time, oldest first.
 *
 * Source  NYSE Rule 7.2 and the exchange's yearly notices.
 */
export function earlyCloses(year: number): readonly NamedDay[] {
  const all = [
    ...beforeIndependenceDay(year),
    { day: thanksgiving(year) + 1, name: 'Day after Thanksgiving' },
    ...christmasEve(year),
    ...ONCE.filter(({ day }) => day >= dayOf(year, 1, 1) && day < dayOf(year + 1, 1, 1)),
  ];
  return all.sort((a, b) => a.day - b.day);
}
