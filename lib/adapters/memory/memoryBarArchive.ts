import { decodeBars } from '../../market/barCodec';
import type { BarYear } from '../../market/barColumns';
import { encodeBars } from '../../market/encodeBars';
import { inYearOrder } from '../../market/inYearOrder';
import type { BarArchive } from '../../ports/BarArchive';

type Written = { readonly place: BarYear; readonly bytes: Uint8Array; readonly tag: string };

const keyOf = ({ series, interval, year }: BarYear): string => JSON.stringify([series, interval, year]);

/** An archive in memory, of the bytes that a real one holds. */
export function memoryBarArchive(): BarArchive {
  const written = new Map<string, Written>();
  let writings = 0;
  return {
    async read(place) {
      const found = written.get(keyOf(place));
      return found && { bars: decodeBars(found.bytes.slice()), tag: found.tag };
    },
    async replace(bars, tag) {
      const bytes = encodeBars(bars);
      const { series, interval, year } = bars;
      const key = keyOf(bars);
      if (written.get(key)?.tag !== tag) return false;
      writings += 1;
      written.set(key, { place: { series, interval, year }, bytes, tag: `writing ${writings}` });
      return true;
    },
    async years(series) {
      const places = [...written.values()].map(({ place }) => place);
      return inYearOrder(places.filter((place) => series === undefined || place.series === series));
    },
  };
}
