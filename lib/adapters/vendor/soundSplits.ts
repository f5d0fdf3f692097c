import { FIRST_YEAR } from '../../market/calendar/calendarYear';
import { yearOfDay } from '../../market/calendar/civilDate';
import { sessionFromDay } from '../../market/calendar/neighbourSession';
import type { AnnouncedSplit, SplitQuery } from '../../ports/SplitFeed';
import { wholeRatio } from './wholeRatio';

/** A split as a vendor's body has it, on a day number; what could not be read is NaN. */
export type SplitRow = { readonly day: number; readonly numerator: number; readonly denominator: number };

export const UNREADABLE_SPLIT: SplitRow = { day: Number.NaN, numerator: Number.NaN, denominator: Number.NaN };

/**
 * The splits of a body that may be relied on and lie in the stretch of days asked for, oldest first; of two of one
 * session the first.
 *
 * Edge  a day on which nothing trades stands for the session after it; before the calendar begins there is none.
 *       Undefined when more than half of the rows are no splits: the body is not what it is taken for.
 */
export function soundSplits(
  rows: readonly SplitRow[],
  { fromDate, toDate }: SplitQuery,
): readonly AnnouncedSplit[] | undefined {
  const sound = rows.flatMap(({ day, numerator, denominator }) => {
    const ratio = Number.isSafeInteger(day) ? wholeRatio(numerator, denominator) : undefined;
    return ratio ? [{ sessionDate: sessionDateOf(day), ...ratio }] : [];
  });
  if (sound.length * 2 < rows.length) return undefined;
  const splits = new Map<string, AnnouncedSplit>();
  for (const { sessionDate, ...ratio } of sound)
    if (sessionDate !== undefined && sessionDate >= fromDate && sessionDate <= toDate)
      splits.set(sessionDate, splits.get(sessionDate) ?? { sessionDate, ...ratio });
  return [...splits.values()].sort((one, other) => (one.sessionDate < other.sessionDate ? -1 : 1));
}

const sessionDateOf = (day: number): string | undefined =>
  yearOfDay(day) < FIRST_YEAR ? undefined : sessionFromDay(day)?.date;
