import type { SourcedBar } from '../market/bar';
import { barsOf, type BarYear, type WholeStretch } from '../market/barColumns';
import type { Interval } from '../market/interval';
import { mergedBars, widenedBy } from '../market/mergedBars';
import { yearOf } from '../market/yearOf';
import type { BarArchive } from '../ports/BarArchive';
import { Problem } from '../problems';
import { quoted } from '../quoted';
import type { Deps } from './deps';
import { type OnProgress, yearProgress } from './yearProgress';

export type ArchiveDeps = { readonly archive: BarArchive };

export type ArchivedBars = {
  readonly series: string;
  readonly interval: Interval;
  /** In any order. */
  readonly bars: readonly SourcedBar[];
  readonly onProgress?: OnProgress;
};

/** So often others may come between a reading and its writing. */
const TRIES = 8;

/**
 * Adds bars to the years they belong to, and answers how many are new. A bar that stands already stays as it was read
 * first.
 *
 * Edge    each year is written whole or not at all; who is stopped between two years finds the first ones archived,
 *         and archiving again adds the others.
 * Throws  STORE_CONFLICT where others always come first; BARS_INVALID for what cannot be archived.
 */
export async function archiveBars(
  deps: ArchiveDeps & Pick<Deps, 'clock'>,
  { series, interval, bars, onProgress }: ArchivedBars,
): Promise<number> {
  const years = byYear(bars);
  const isDone = yearProgress(deps.clock, years.length, onProgress);
  let added = 0;
  for (const [year, ofYear] of years) {
    added += await archiveYear(deps, { series, interval, year }, { bars: ofYear });
    isDone(year, ofYear.length);
  }
  return added;
}

/** Bars by their year, oldest year first. */
function byYear(bars: readonly SourcedBar[]): (readonly [number, readonly SourcedBar[]])[] {
  const years = new Map<number, SourcedBar[]>();
  for (const bar of bars) {
    const ofYear = years.get(yearOf(bar.startAt));
    if (ofYear) ofYear.push(bar);
    else years.set(yearOf(bar.startAt), [bar]);
  }
  return [...years].sort(([a], [b]) => a - b);
}

/** As `archiveBars`, of one year, with the stretch that a source was asked for in full. */
export async function archiveYear(
  { archive }: ArchiveDeps,
  { series, interval, year }: BarYear,
  brought: { readonly bars: readonly SourcedBar[]; readonly whole?: WholeStretch },
): Promise<number> {
  const place = { series, interval, year };
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const standing = await archive.read(place);
    const { bars, added } = mergedBars(standing ? [...barsOf(standing.bars)] : [], brought.bars);
    const whole = widenedBy(standing?.bars.whole, brought.whole);
    if (added === 0 && isSame(whole, standing?.bars.whole)) return 0;
    if (await archive.replace({ ...place, bars, whole }, standing?.tag)) return added;
  }
  throw new Problem(
    'STORE_CONFLICT',
    `Bars of ${quoted(series)} in ${year} are being archived by others, ${TRIES} times in a row. Try again.`,
  );
}

const isSame = (one: WholeStretch | undefined, other: WholeStretch | undefined): boolean =>
  one?.from === other?.from && one?.through === other?.through;
