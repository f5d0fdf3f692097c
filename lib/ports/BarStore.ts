import type { SourcedBar } from '../market/bar';
import type { Interval } from '../market/interval';

export type StoredBar = SourcedBar;

export type BarWindow = {
  /** A symbol, or `<tenant>/<symbol>` for imported bars. */
  readonly series: string;
  readonly interval: Interval;
  /** Closed at or before this instant (epoch ms). */
  readonly upTo: number;
  /** The newest this many. */
  readonly limit: number;
};

/** Every bar that its source had, from the start of the first to the close of the last (epoch ms). */
export type Stretch = { readonly from: number; readonly through: number };

/** A stretch that is whole. */
export type WholeStretch = Stretch & {
  /** How many bars it held when its source had none before them; without it nobody has asked, or there are more. */
  readonly barsWhenNoneOlder?: number;
};

/** The bars everything is judged from. The first reading of a bar wins and never changes. */
export type BarStore = {
  /** Stores each bar unless one stands in its place, in any order; a crash may leave some of them. */
  putFirst(series: string, interval: Interval, bars: readonly StoredBar[]): Promise<void>;
  /** The newest bars of the window, oldest first. */
  newest(window: BarWindow): Promise<readonly StoredBar[]>;
  /** Keeps what a source has said of stored bars since, its last word: the bars stay what they are. */
  putCorrections(series: string, interval: Interval, bars: readonly StoredBar[]): Promise<void>;
  /** What was said since of bars that start in a stretch, both ends included (epoch ms), oldest first. */
  corrections(series: string, interval: Interval, starts: Stretch): Promise<readonly StoredBar[]>;
  /** The stretch that was last said to be whole; undefined before the first. */
  whole(series: string, interval: Interval): Promise<WholeStretch | undefined>;
  /** As `whole`, of many series: one place for each. */
  wholeOfEach(series: readonly string[], interval: Interval): Promise<readonly (WholeStretch | undefined)[]>;
  /** Says of a stretch that it is whole, once all its bars are stored: what was said before is forgotten. */
  markWhole(series: string, interval: Interval, stretch: WholeStretch): Promise<void>;
  /** As `markWhole`, without giving up what was said before, or is said at the same time: the stretch reaches over both. */
  widenWhole(series: string, interval: Interval, stretch: Stretch): Promise<void>;
};
