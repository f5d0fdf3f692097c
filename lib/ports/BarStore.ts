import type { Bar, BarQuality } from '../market/bar';
import type { Interval } from '../market/interval';

export type StoredBar = Bar & { readonly source: string; readonly quality: readonly BarQuality[] };

export type BarWindow = {
  /** A symbol, or `<tenant>/<symbol>` for imported bars. */
  readonly series: string;
  readonly interval: Interval;
  /** Closed at or before this instant (epoch ms). */
  readonly upTo: number;
  /** The newest this many. */
  readonly limit: number;
};

/** The bars everything is judged from. The first reading of a bar wins and never changes. */
export type BarStore = {
  /** Stores each bar unless one stands in its place, in any order; a crash may leave some of them. */
  putFirst(series: string, interval: Interval, bars: readonly StoredBar[]): Promise<void>;
  /** The newest bars of the window, oldest first. */
  newest(window: BarWindow): Promise<readonly StoredBar[]>;
};
