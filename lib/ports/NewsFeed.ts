/** What one article says of a symbol, as its source has scored it. */
export type NewsReading = {
  /** When it was published, epoch ms: nobody could know of it before. */
  readonly publishedAt: number;
  /** How much of it is about the symbol: above 0, up to 1. */
  readonly relevance: number;
  /** −1 (bearish) … 1 (bullish). */
  readonly sentiment: number;
  readonly publisher: string;
  readonly title: string;
  readonly url: string;
};

export type NewsQuery = {
  readonly symbol: string;
  /** The stretch of time wanted, epoch ms: from the first, before the other. */
  readonly from: number;
  readonly before: number;
  /** Until when (wall time, epoch ms) an answer is waited for; without it as long as the source itself waits. */
  readonly answerBy?: number;
};

/** Articles about a symbol. */
export type NewsFeed = {
  /**
   * The first articles of a stretch, oldest first, each once; `through` says up to when (epoch ms, included) these are
   * all: the end of the stretch where there are no more, and never before its start.
   * Throws SYMBOL_UNKNOWN, MARKET_UNAVAILABLE, MARKET_MALFORMED, MARKET_RATE_LIMITED, MARKET_ENTITLEMENT …
   */
  news(query: NewsQuery): Promise<{ readonly readings: readonly NewsReading[]; readonly through: number }>;
};
