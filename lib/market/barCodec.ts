import type { BarColumns } from './barColumns';
import { QUALITIES } from './barColumns';
import { bodyPlaces } from './barBody';
import { type BarHeader, damaged, readHeader } from './barHeader';
import { startOfYear } from './yearOf';
import { FLOATS, isLayout, unscaled } from './numberColumn';

const MINUTE_MS = 60_000;

/**
 * Bytes that `encodeBars` made → columns, without an object for each bar.
 *
 * Edge    columns of floats, starts, sources and notes are views of the bytes: who changes these changes them. Bytes
 *         are little-endian, as every machine is that Node runs on.
 * Throws  BARS_INVALID when the bytes are cut, too many, of another version, not ascending, or hold what no bar has.
 */
export function decodeBars(given: Uint8Array): BarColumns {
  // A view of wide numbers has to begin at a multiple of their width.
  const bytes = given.byteOffset % 8 === 0 ? given : given.slice();
  const { bodyAt, layouts, ...header } = readHeader(bytes);
  const { count } = header;
  if (!layouts.every(isLayout))
    throw damaged(`there is no layout "${layouts.find((one) => !isLayout(one))}"`);
  const at = bodyPlaces(bodyAt, count, layouts);
  if (at.end !== bytes.length)
    throw damaged(`${count} bars take ${at.end} bytes, and there are ${bytes.length}`);
  const begins = (place: number): [ArrayBufferLike, number, number] => [
    bytes.buffer,
    bytes.byteOffset + place,
    count,
  ];
  const numbers = layouts.map((layout, column) =>
    layout === FLOATS
      ? requireFinite(new Float64Array(...begins(at.numbersAt[column]!)))
      : unscaled(layout, new Int32Array(...begins(at.numbersAt[column]!))),
  );
  const [open, high, low, close, volume] = numbers as [Column, Column, Column, Column, Column];
  return {
    ...header,
    startMinutes: requireOrder(new Int32Array(...begins(at.startsAt)), header),
    lengthMinutes: new Uint16Array(...begins(at.lengthsAt)),
    open,
    high,
    low,
    close,
    volume,
    sourceAt: requireBelow(header.sources.length, new Uint8Array(...begins(at.sourcesAt)), 'source'),
    qualityBits: requireBelow(2 ** QUALITIES.length, new Uint8Array(...begins(at.qualitiesAt)), 'note'),
  };
}

type Column = Float64Array;

function requireFinite(column: Column): Column {
  for (let at = 0; at < column.length; at += 1)
    if (!Number.isFinite(column[at])) throw damaged(`bar ${at} has the number "${column[at]}"`);
  return column;
}

function requireOrder(starts: Int32Array, { year }: Pick<BarHeader, 'year'>): Int32Array {
  const end = startOfYear(year + 1) / MINUTE_MS;
  let least = startOfYear(year) / MINUTE_MS;
  for (let at = 0; at < starts.length; at += 1) {
    const start = starts[at]!;
    if (start < least || start >= end)
      throw damaged(`bar ${at} is not after the one before it, or not in "${year}"`);
    least = start + 1;
  }
  return starts;
}

function requireBelow(limit: number, places: Uint8Array, what: string): Uint8Array {
  for (let at = 0; at < places.length; at += 1)
    if (places[at]! >= limit) throw damaged(`bar ${at} has ${what} "${places[at]}" of ${limit}`);
  return places;
}
