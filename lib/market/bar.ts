import type { Interval } from './interval';

/**
 * One bar as a source serves it, before anybody has checked it.
 *
 * Units   `startAt` epoch ms, the bar's START; a daily bar carries its session date at 00:00Z.
 *         Prices in quote currency, volume in shares.
 */
export type RawBar = {
  readonly startAt: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
};

/** A checked bar. `closedAt` (epoch ms) is when it became known: nobody may look at it earlier. */
export type Bar = RawBar & { readonly closedAt: number };

/** What may be noted about a bar that is served all the same. */
export type BarQuality = 'zeroVolume' | 'badPrint';

/**
 * As `BarQuality`, and what is known of it beside others: that it is not judged on, was told otherwise since, or is told on
 * the scale of prices since a split.
 */
export type BarNote = BarQuality | Withheld | 'corrected' | 'rebased';

/** A bar with who read it first, and what was noted about it then. */
export type SourcedBar = Bar & { readonly source: string; readonly quality: readonly BarQuality[] };

declare const clean: unique symbol;

/**
 * Bars of one series that passed every check: ascending, distinct, finite, closed at `knownAt`.
 * Only `cleanBars` makes them.
 */
export type CleanBars = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly source: string;
  readonly bars: readonly Bar[];
  readonly [clean]: true;
};

/** Why a bar that stands is no bar for those who judge and forecast. */
export type Withheld = 'halted' | 'unconfirmed';

/** A place in trading time for one bar of a symbol; `bar` is absent where the symbol has none. */
export type Slot = {
  /** Number of this slot in the calendar, counted from a fixed day: distances in bars are differences of it. */
  readonly ordinal: number;
  readonly startAt: number;
  readonly closedAt: number;
  readonly bar?: Bar;
  /** Why there is no bar, where one stands that is not judged on. */
  readonly withheld?: Withheld;
  /** Its open and wicks lie too far out, and the bar after it has not confirmed them: `bar` has them cut back. */
  readonly doubted?: true;
};
