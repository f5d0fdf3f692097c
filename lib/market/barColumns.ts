import type { BarQuality, SourcedBar } from './bar';
import type { Interval } from './interval';

const MINUTE_MS = 60_000;

/** Which year of which bars; a bar belongs to the UTC year of its START. */
export type BarYear = { readonly series: string; readonly interval: Interval; readonly year: number };

/** From when to when (epoch ms) a source was asked for every bar it has. */
export type WholeStretch = { readonly from: number; readonly through: number };

/** The bars of a year as columns, oldest first: place n of each column speaks of bar n. */
export type BarColumns = BarYear & {
  readonly count: number;
  readonly whole: WholeStretch | undefined;
  /** Epoch minutes; a daily bar's are those of 00:00Z. */
  readonly startMinutes: Int32Array;
  /** How many minutes after its start the bar closes. */
  readonly lengthMinutes: Uint16Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly sources: readonly string[];
  /** Place of the bar's source in `sources`. */
  readonly sourceAt: Uint8Array;
  /** One bit for each of `QUALITIES`. */
  readonly qualityBits: Uint8Array;
};

/** What may be noted about a bar, in the order of its bits. */
export const QUALITIES: readonly BarQuality[] = ['zeroVolume', 'badPrint'];

/** Every set of notes there can be, by its bits: bars of one kind share one list. */
const NOTES: readonly (readonly BarQuality[])[] = Array.from({ length: 2 ** QUALITIES.length }, (_, bits) =>
  QUALITIES.filter((_quality, bit) => (bits >> bit) & 1),
);

/**
 * Bars out of their columns, one object each, made as they are asked for.
 *
 * Shape   oldest first.
 */
export function* barsOf(columns: BarColumns): Generator<SourcedBar, void, undefined> {
  for (let at = 0; at < columns.count; at += 1) {
    const startAt = columns.startMinutes[at]! * MINUTE_MS;
    yield {
      startAt,
      closedAt: startAt + columns.lengthMinutes[at]! * MINUTE_MS,
      open: columns.open[at]!,
      high: columns.high[at]!,
      low: columns.low[at]!,
      close: columns.close[at]!,
      volume: columns.volume[at]!,
      source: columns.sources[columns.sourceAt[at]!]!,
      quality: NOTES[columns.qualityBits[at]!]!,
    };
  }
}
