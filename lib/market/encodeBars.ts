import { Problem } from '../problems';
import type { SourcedBar } from './bar';
import { bodyPlaces } from './barBody';
import { type BarYear, QUALITIES, type WholeStretch } from './barColumns';
import { headerBytes } from './barHeader';
import { FLOATS, layoutOf, scaledBy } from './numberColumn';
import { yearOf } from './yearOf';

const MINUTE_MS = 60_000;
const LONGEST_MINUTES = 0xffff;
const NUMBERS = ['open', 'high', 'low', 'close', 'volume'] as const;

export type BarsOfYear = BarYear & {
  readonly whole: WholeStretch | undefined;
  /** Oldest first. */
  readonly bars: readonly SourcedBar[];
};

/**
 * The bars of a year → bytes that `decodeBars` reads: 12 to 28 a bar, column by column.
 *
 * Edge    numbers come back exactly; notes come back in the order of `QUALITIES`; the whole stretch in whole minutes.
 * Throws  BARS_INVALID for what the form cannot hold: bars that are not ascending, of another year, not on the minute,
 *         or with a number that is not finite.
 */
export function encodeBars(given: BarsOfYear): Uint8Array {
  const { bars } = given;
  bars.forEach((bar, at) => requireHeld(given, bar, bars[at - 1]));
  const columns = NUMBERS.map((name) => Float64Array.from(bars, (bar) => bar[name]));
  const layouts = columns.map(layoutOf);
  const sources = [...new Set(bars.map(({ source }) => source))];
  const sourcePlaces = new Map(sources.map((source, place) => [source, place]));
  const header = headerBytes({ ...given, count: bars.length, sources, layouts });
  const at = bodyPlaces(header.length, bars.length, layouts);
  const bytes = new Uint8Array(at.end);
  bytes.set(header);
  columns.forEach((column, place) => {
    const layout = layouts[place]!;
    const written = layout === FLOATS ? column : scaledBy(layout, column);
    bytes.set(new Uint8Array(written.buffer), at.numbersAt[place]);
  });
  const starts = Int32Array.from(bars, ({ startAt }) => startAt / MINUTE_MS);
  const lengths = Uint16Array.from(bars, ({ startAt, closedAt }) => (closedAt - startAt) / MINUTE_MS);
  bytes.set(new Uint8Array(starts.buffer), at.startsAt);
  bytes.set(new Uint8Array(lengths.buffer), at.lengthsAt);
  bytes.set(
    Uint8Array.from(bars, ({ source }) => sourcePlaces.get(source)!),
    at.sourcesAt,
  );
  bytes.set(Uint8Array.from(bars, bitsOf), at.qualitiesAt);
  return bytes;
}

const bitsOf = ({ quality }: SourcedBar): number =>
  QUALITIES.reduce((bits, note, bit) => (quality.includes(note) ? bits | (1 << bit) : bits), 0);

function requireHeld({ series, year }: BarYear, bar: SourcedBar, before: SourcedBar | undefined): void {
  const { startAt } = bar;
  const wrong = wrongTimes(bar, before, year) ?? wrongNumber(bar);
  if (wrong === undefined) return;
  const when = Number.isFinite(startAt) ? new Date(startAt).toISOString() : String(startAt);
  throw new Problem(
    'BARS_INVALID',
    `The bar of ${JSON.stringify(series)} at "${when}" cannot be archived: ${wrong}.`,
  );
}

function wrongTimes(
  { startAt, closedAt }: SourcedBar,
  before: SourcedBar | undefined,
  year: number,
): string | undefined {
  const minutes = (closedAt - startAt) / MINUTE_MS;
  if (!Number.isInteger(startAt / MINUTE_MS)) return 'it does not begin on a minute';
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > LONGEST_MINUTES)
    return `it is "${minutes}" minutes long, and 0 to ${LONGEST_MINUTES} are possible`;
  if (before && before.startAt >= startAt)
    return 'it is not after the one before it; bring them oldest first';
  return yearOf(startAt) === year ? undefined : `it is not of the year "${year}"`;
}

function wrongNumber(bar: SourcedBar): string | undefined {
  const name = NUMBERS.find((each) => !Number.isFinite(bar[each]));
  return name && `its ${name} is "${bar[name]}", which is no number`;
}
