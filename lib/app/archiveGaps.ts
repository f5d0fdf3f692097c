import type { WholeStretch } from '../market/barColumns';
import { DAY_MS, dateOf } from '../market/calendar/civilDate';
import type { Interval } from '../market/interval';
import { slotClosesBetween } from '../market/slotClosesBetween';
import { startOfYear } from '../market/yearOf';

/** A stretch that an archived year lacks of what is wanted. */
export type ArchiveGap = WholeStretch & {
  /** Whether bars stand behind it, so that none of its own can come later. */
  readonly isFollowed: boolean;
  /** Whether it follows on what is whole. */
  readonly isAhead: boolean;
};

type Wanted = {
  readonly interval: Interval;
  /** Epoch ms. */
  readonly from: number;
  readonly upTo: number;
  readonly isAgain?: boolean;
};

/**
 * What is to be asked for of a year, so that it and what is whole already are one stretch: what follows on that first,
 * then what lies before.
 */
export function gapsOf(
  { interval, from: first, upTo, isAgain = false }: Wanted,
  year: number,
  whole: WholeStretch | undefined,
): readonly ArchiveGap[] {
  const from = Math.max(first, startOfYear(year));
  const through = Math.min(upTo, startOfYear(year + 1));
  const all = { from, through, isFollowed: false, isAhead: false };
  if (whole === undefined || isAgain) return [all];
  const gaps: ArchiveGap[] = [];
  if (slotClosesBetween(interval, whole.through, through))
    gaps.push({ ...all, from: whole.through, isAhead: true });
  if (slotClosesBetween(interval, from, whole.from))
    gaps.push({ ...all, through: whole.from, isFollowed: true });
  return gaps;
}

/** A part of a gap that is asked for at once. */
export type GapPart = WholeStretch & {
  /** Up to where it tells all: a month that has only begun may have had no session yet. */
  readonly tellsThrough: number;
};

/**
 * The months of a gap, since a budget may end before a year does: newest first, and oldest first where it follows on
 * what is whole, so that what is told of it always lies beside that. A year of daily bars is told at once.
 *
 * Edge  a month in which no bar can have closed is no part.
 */
export function partsOf(gap: ArchiveGap, interval: Interval): readonly GapPart[] {
  if (interval === '1d') return [{ ...gap, tellsThrough: gap.through }];
  const months: WholeStretch[] = [];
  for (let { through } = gap; through > gap.from;) {
    const from = Math.max(gap.from, startOfMonth(through - 1));
    if (slotClosesBetween(interval, from, through)) months.push({ from, through });
    through = from;
  }
  const parts = months.map((month, at) => ({
    ...month,
    tellsThrough: at === 0 ? gap.through : month.through,
  }));
  return gap.isAhead ? parts.reverse() : parts;
}

const startOfMonth = (instant: number): number =>
  Date.parse(`${dateOf(Math.floor(instant / DAY_MS)).slice(0, 7)}-01T00:00:00Z`);
