export type AnnouncedSplit = {
  /** The first session traded at the new count, `YYYY-MM-DD`. */
  readonly sessionDate: string;
  /** So many new shares … */
  readonly numerator: number;
  /** … for so many old ones, in the smallest whole numbers: 7 and 1 are seven for one. */
  readonly denominator: number;
};

export type SplitQuery = {
  readonly symbol: string;
  readonly fromDate: string;
  readonly toDate: string;
  /** Until when (wall time, epoch ms) an answer is waited for; without it as long as the source itself waits. */
  readonly answerBy?: number;
};

/** Splits as they are announced, apart from bars. Of what is played nobody announces any. */
export type SplitFeed = {
  /**
   * Splits of a symbol whose first session lies in a stretch of days (both included), oldest first, one a session; empty
   * when there are none. A source that cannot tell a symbol without splits from one it does not know has none of either.
   * Throws SYMBOL_UNKNOWN, MARKET_UNAVAILABLE, MARKET_MALFORMED, MARKET_RATE_LIMITED, MARKET_ENTITLEMENT …
   */
  splits(query: SplitQuery): Promise<readonly AnnouncedSplit[]>;
};
