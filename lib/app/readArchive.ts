import type { SourcedBar } from '../market/bar';
import { barsOf } from '../market/barColumns';
import type { Interval } from '../market/interval';
import { yearOf } from '../market/yearOf';
import type { ArchiveDeps } from './archiveBars';

export type ArchiveQuery = {
  readonly series: string;
  readonly interval: Interval;
  /** Start (epoch ms) of the first bar wanted. */
  readonly from?: number;
  /** Start (epoch ms) before which the last bar wanted begins. */
  readonly before?: number;
};

/**
 * The archived bars of a stretch, oldest first, a year at a time: there may be more of them than fit into memory.
 *
 * Edge    a year without bars of the stretch is left out.
 * Throws  BARS_INVALID naming an object that is damaged.
 */
export async function* readArchive(
  { archive }: ArchiveDeps,
  { series, interval, from = -Infinity, before = Infinity }: ArchiveQuery,
): AsyncGenerator<readonly SourcedBar[], void, undefined> {
  for (const place of await archive.years(series)) {
    if (place.interval !== interval || place.year < yearOf(from) || place.year > yearOf(before)) continue;
    const found = await archive.read(place);
    const bars = found ? [...barsOf(found.bars)] : [];
    const wanted = bars.filter(({ startAt }) => startAt >= from && startAt < before);
    if (wanted.length > 0) yield wanted;
  }
}
