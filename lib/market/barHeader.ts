import { Problem } from '../problems';
import type { BarYear, WholeStretch } from './barColumns';
import { INTERVALS } from './interval';

/*
 * Bytes of a header, little-endian:
 *   0 "SPAB" · 4 version · 5 interval · 6 year (2) · 8 count (4) · 12 layout of each number column (5) ·
 *   17 how many sources · 18 length of the names (2) · 20 whole from, 24 whole through (epoch minutes; from > through
 *   where nothing is said) · 28 nothing (4) · 32 names in UTF-8, series first, one a line · zeros up to a multiple of 8
 */
const MAGIC = 0x42_41_50_53;
const VERSION = 1;
const FIXED_BYTES = 32;
const LAYOUTS_AT = 12;
const MINUTE_MS = 60_000;
const NOTHING_SAID = { from: 60_000, through: 0 };

const MOST_SOURCES = 255;
const MOST_NAME_BYTES = 0xffff;

/** How many columns of numbers there are: four prices and the volume. */
const NUMBER_COLUMNS = 5;

export type BarHeader = BarYear & {
  readonly count: number;
  readonly whole: WholeStretch | undefined;
  readonly sources: readonly string[];
  /** Of each column of numbers. */
  readonly layouts: readonly number[];
};

/** What is said of bars that cannot be what was once written. */
export const damaged = (what: string, cause?: unknown): Problem =>
  new Problem('BARS_INVALID', `The archived bars are damaged: ${what}. Restore them, or fetch them again.`, {
    cause,
  });

const roundedUp = (bytes: number): number => Math.ceil(bytes / 8) * 8;

/**
 * A header as bytes, whole stretch rounded inwards to minutes.
 *
 * Shape   a multiple of 8 bytes.
 * Throws  BARS_INVALID for names that it cannot hold.
 */
export function headerBytes(header: BarHeader): Uint8Array {
  const names = namesOf(header);
  const bytes = new Uint8Array(roundedUp(FIXED_BYTES + names.length));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, VERSION);
  view.setUint8(5, INTERVALS.indexOf(header.interval));
  view.setUint16(6, header.year, true);
  view.setUint32(8, header.count, true);
  bytes.set(header.layouts, LAYOUTS_AT);
  view.setUint8(17, header.sources.length);
  view.setUint16(18, names.length, true);
  const { from, through } = header.whole ?? NOTHING_SAID;
  view.setInt32(20, Math.ceil(from / MINUTE_MS), true);
  view.setInt32(24, Math.floor(through / MINUTE_MS), true);
  bytes.set(names, FIXED_BYTES);
  return bytes;
}

function namesOf({ series, sources }: BarHeader): Uint8Array {
  const names = [series, ...sources];
  const bytes = new TextEncoder().encode(names.join('\n'));
  if (
    sources.length <= MOST_SOURCES &&
    bytes.length <= MOST_NAME_BYTES &&
    !names.some((n) => n.includes('\n'))
  )
    return bytes;
  throw new Problem(
    'BARS_INVALID',
    `Bars of ${sources.length} sources, with names of ${bytes.length} bytes, cannot be archived: use at most ${MOST_SOURCES} sources, ${MOST_NAME_BYTES} bytes and no line breaks.`,
  );
}

/**
 * The header that bytes begin with, and where what follows it begins.
 *
 * Throws  BARS_INVALID when there is none, or one of another version.
 */
export function readHeader(bytes: Uint8Array): BarHeader & { readonly bodyAt: number } {
  if (bytes.length < FIXED_BYTES) throw damaged(`${bytes.length} bytes are too few for a header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw damaged('they do not begin with "SPAB"');
  if (view.getUint8(4) !== VERSION)
    throw damaged(`their version is "${view.getUint8(4)}", and "${VERSION}" is what can be read`);
  const interval = INTERVALS[view.getUint8(5)];
  if (interval === undefined) throw damaged(`there is no interval "${view.getUint8(5)}"`);
  const namesEnd = FIXED_BYTES + view.getUint16(18, true);
  if (namesEnd > bytes.length)
    throw damaged(`their names end at byte ${namesEnd}, and there are ${bytes.length}`);
  const [series = '', ...sources] = textOf(bytes.subarray(FIXED_BYTES, namesEnd)).split('\n');
  if (sources.length !== view.getUint8(17))
    throw damaged(`they name ${sources.length} sources of ${view.getUint8(17)}`);
  return {
    series,
    interval,
    year: view.getUint16(6, true),
    count: view.getUint32(8, true),
    layouts: [...bytes.subarray(LAYOUTS_AT, LAYOUTS_AT + NUMBER_COLUMNS)],
    sources,
    whole: wholeIn(view),
    bodyAt: roundedUp(namesEnd),
  };
}

function wholeIn(view: DataView): WholeStretch | undefined {
  const [from, through] = [view.getInt32(20, true), view.getInt32(24, true)];
  return from > through ? undefined : { from: from * MINUTE_MS, through: through * MINUTE_MS };
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw damaged('their names are not UTF-8', cause);
  }
}
