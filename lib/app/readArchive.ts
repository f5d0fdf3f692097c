import type { SourcedBar } from '../market/bar';
import { barsOf } from '../market/barColumns';
import type { Interval } from '../market/interval';
import { startOfYear } from '../market/yearOf';
import type { ArchiveDeps } from './archiveBars';
import type { Deps } from './deps';
import { type OnProgress, yearProgress } from './yearProgress';

export type ArchiveQuery = {
  readonly series: string;
  readonly interval: Interval;
  /** Start (epoch ms) of the first bar wanted. */
  readonly from?: number;
  /** Start (epoch ms) before which the last bar wanted begins. */
  readonly before?: number;
  readonly onProgress?: OnProgress;
};

/**
 * The archived bars of a stretch, oldest first, a year at a time: there may be more of them than fit into memory.
 *
 * Edge    a year without bars of the stretch is left out.
 * Throws  BARS_INVALID naming an object that is damaged.
 */
export async function* readArchive(
  { archive, clock }: ArchiveDeps & Pick<Deps, 'clock'>,
  { series, interval, from: first = -Infinity, before: last = Infinity, onProgress }: ArchiveQuery,
): AsyncGenerator<readonly SourcedBar[], void, undefined> {
  const places = (await archive.years(series)).filter(
    (place) =>
      place.interval === interval && startOfYear(place.year + 1) > first && startOfYear(place.year) < last,
  );
  const isDone = yearProgress(clock, places.length, onProgress);
  for (const place of places) {
    const found = await archive.read(place);
    const bars = found ? [...barsOf(found.bars)] : [];
    const wanted = bars.filter(({ startAt }) => startAt >= first && startAt < last);
    if (wanted.length > 0) yield wanted;
    isDone(place.year, wanted.length);
  }
}
