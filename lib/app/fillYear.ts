import type { BarYear, WholeStretch } from '../market/barColumns';
import { slotClosesBetween } from '../market/slotClosesBetween';
import { isProblem, type Problem } from '../problems';
import { type ArchiveDeps, archiveYear } from './archiveBars';
import { type ArchiveGap, partsOf } from './archiveGaps';
import type { FetchedStretch } from './fetchBars';

export type YearToFill = BarYear & {
  /** Bars that stand already. */
  readonly stood: number;
  readonly gaps: readonly ArchiveGap[];
};

/** What a source has told so far. */
export type Known = {
  /** Whether there are bars of a newer year. */
  readonly isFollowed: boolean;
  /** How far back the source reaches (epoch ms). */
  readonly reachesFrom: number;
};

export type FilledYear = {
  readonly added: number;
  readonly holdsBars: boolean;
  /** Whether all of it was told that is wanted. */
  readonly isWhole: boolean;
  readonly reachesFrom: number;
  /** What limited us on the way. */
  readonly stopped?: Problem;
};

export type Ask = (stretch: WholeStretch) => Promise<FetchedStretch>;

/**
 * Archives what a year lacks, part by part, with up to where all of it was told.
 *
 * Edge    a part that lies before what the source reaches back to is not asked for.
 * Throws  what the source throws but MARKET_RATE_LIMITED, and what the archive throws.
 */
export async function fillYear(
  deps: ArchiveDeps,
  { stood, gaps, ...place }: YearToFill,
  ask: Ask,
  known: Known,
): Promise<FilledYear> {
  let filled: FilledYear = {
    ...{ added: 0, holdsBars: stood > 0, isWhole: true },
    reachesFrom: known.reachesFrom,
  };
  let { isFollowed } = known;
  for (const gap of gaps) {
    let reached = gap.from;
    for (const { from, through, tellsThrough } of partsOf(gap, place.interval)) {
      // What follows on what is whole goes on from where that ends, also over a month without a bar.
      const part = { from: gap.isAhead ? reached : from, through: tellsThrough };
      const isBehind = slotClosesBetween(place.interval, part.from, from);
      const told = await toldUnlessLimited(ask, { from: isBehind ? part.from : from, through }, filled);
      if ('stopped' in told) return { ...filled, isWhole: false, ...told };
      const isEnded = isFollowed || gap.isFollowed;
      const { end, ...more } = await archived(deps, place, { part, told, isEnded });
      filled = together(filled, more);
      reached = end;
      isFollowed ||= !gap.isAhead && more.holdsBars;
    }
  }
  return filled;
}

const together = (one: FilledYear, other: FilledYear): FilledYear => ({
  added: one.added + other.added,
  holdsBars: one.holdsBars || other.holdsBars,
  isWhole: one.isWhole && other.isWhole,
  reachesFrom: Math.max(one.reachesFrom, other.reachesFrom),
});

/** What a source tells of a stretch, or what limits us; it is not asked where it does not reach back to any of it. */
async function toldUnlessLimited(
  ask: Ask,
  stretch: WholeStretch,
  { reachesFrom }: Pick<Known, 'reachesFrom'>,
): Promise<FetchedStretch | { readonly stopped: Problem }> {
  if (stretch.through <= reachesFrom) return { bars: [], reachesFrom };
  try {
    return await ask(stretch);
  } catch (error) {
    if (isProblem(error, 'MARKET_RATE_LIMITED')) return { stopped: error };
    throw error;
  }
}

type ToldPart = {
  readonly part: WholeStretch;
  readonly told: FetchedStretch;
  /** Whether bars stand behind it, so that none of its own can come later: else what was told ends with the last. */
  readonly isEnded: boolean;
};

async function archived(
  deps: ArchiveDeps,
  place: BarYear,
  { part: { from, through }, told, isEnded }: ToldPart,
): Promise<FilledYear & { readonly end: number }> {
  const bars = told.bars.filter(({ closedAt }) => closedAt > from && closedAt <= through);
  const { reachesFrom = -Infinity } = told;
  const begin = Math.min(through, Math.max(from, reachesFrom));
  const end = isEnded ? through : (bars.at(-1)?.closedAt ?? from);
  const whole = { from: begin, through: end };
  const added = await archiveYear(deps, place, { bars, ...(end > begin && { whole }) });
  const isWhole = !slotClosesBetween(place.interval, from, begin);
  return {
    ...{ added, isWhole, holdsBars: bars.length > 0 },
    reachesFrom: isWhole ? -Infinity : reachesFrom,
    end: Math.max(begin, end),
  };
}
