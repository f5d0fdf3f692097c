import type { SourcedBar } from '../market/bar';
import { barsOf, type BarYear, type WholeStretch } from '../market/barColumns';
import { cleanBars } from '../market/cleanBars';
import { slotsAfter } from '../market/slots';
import { isProblem } from '../problems';
import type { ArchiveDeps } from './archiveBars';
import type { Deps } from './deps';
import { type OnProgress, yearProgress } from './yearProgress';

export type VerifiedYear = BarYear & {
  readonly bars: number;
  /** Whose bars they are; of more than one, prices may be of different scales. */
  readonly sources: readonly string[];
  /** Bars that the calendar knows of between the first and the last, and that are not there. */
  readonly missing: number;
  /** Start (epoch ms) of the first of them. */
  readonly missingFrom: number | undefined;
  /** Bars that the calendar knows of before the first of the series, where its source was asked for them and had none. */
  readonly notHad: number;
  /** What is wrong with it, in a sentence. */
  readonly damage: string | undefined;
};

/**
 * Looks at every archived year, of a series or of all: whether it is what was written, in order, and of sound bars. A
 * bar that is missing between two others, or was not had before the first, is told, and no damage: a symbol may not
 * have traded.
 */
export async function* verifyArchive(
  { archive, clock }: ArchiveDeps & Pick<Deps, 'clock'>,
  { series, onProgress }: { readonly series?: string; readonly onProgress?: OnProgress } = {},
): AsyncGenerator<VerifiedYear, void, undefined> {
  const places = await archive.years(series);
  const isDone = yearProgress(clock, places.length, onProgress);
  let before: Before | undefined;
  for (const place of places) {
    const follows = before?.series === place.series && before.interval === place.interval;
    const { closedAt, ...year } = await verified(archive, place, follows ? before?.closedAt : undefined);
    before = { ...place, closedAt };
    yield year;
    isDone(place.year, year.bars);
  }
}

/** When the last bar closed of the year that was looked at before (epoch ms). */
type Before = Pick<BarYear, 'series' | 'interval'> & { readonly closedAt: number | undefined };

type Verified = VerifiedYear & Pick<Before, 'closedAt'>;

async function verified(
  archive: ArchiveDeps['archive'],
  place: BarYear,
  after: number | undefined,
): Promise<Verified> {
  const nothing = { ...place, ...NOTHING };
  try {
    const found = await archive.read(place);
    if (found === undefined) return { ...nothing, damage: 'It was deleted meanwhile.' };
    const { whole, sources } = found.bars;
    const [...bars] = barsOf(found.bars);
    const [first] = bars;
    const notHad = countIn(place, whole, first && (after ?? first.startAt));
    if (first === undefined)
      return { ...nothing, notHad, closedAt: after, damage: whole === undefined ? EMPTY : undefined };
    return { ...examined(place, bars, after), sources, notHad };
  } catch (error) {
    if (!isProblem(error, 'BARS_INVALID')) throw error;
    return { ...nothing, damage: error.message };
  }
}

const NOTHING = {
  ...{ bars: 0, sources: [], missing: 0, notHad: 0 },
  ...{ missingFrom: undefined, closedAt: undefined },
} as const;

const EMPTY = 'It has no bars, and no source has said that there are none: delete it.';

/** How many bars the calendar knows of in a whole stretch, before an instant. */
function countIn(
  { series: symbol, interval }: BarYear,
  whole: WholeStretch | undefined,
  before = Infinity,
): number {
  if (whole === undefined) return 0;
  const upTo = Math.min(before, whole.through);
  const { clean } = cleanBars({ symbol, interval, source: 'archive', bars: [], knownAt: upTo });
  return slotsAfter({ interval, after: whole.from, upTo, bars: clean }).length;
}

function examined(
  place: BarYear,
  bars: readonly SourcedBar[],
  after: number | undefined,
): Omit<Verified, 'sources' | 'notHad'> {
  const { series: symbol, interval } = place;
  const [first, last] = [bars[0]!, bars.at(-1)!];
  const { clean, rejected } = cleanBars({ symbol, interval, source: 'archive', bars, knownAt: Infinity });
  const [refused] = rejected;
  const stretch = { after: after ?? first.startAt, upTo: last.closedAt };
  const missing = slotsAfter({ interval, ...stretch, bars: clean }).filter(({ bar }) => bar === undefined);
  const when = refused && new Date(refused.startAt).toISOString();
  return {
    ...place,
    bars: bars.length,
    missing: missing.length,
    missingFrom: missing[0]?.startAt,
    damage: refused && `${rejected.length} bars are not sound, the first at "${when}": ${refused.reason}.`,
    closedAt: last.closedAt,
  };
}
