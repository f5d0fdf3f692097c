export type VendorQuote = {
  readonly symbol: string;
  /** In quote currency. */
  readonly price: number;
  /** When that price stood, as far as its vendor tells (epoch ms). */
  readonly asOf: number;
  readonly source: string;
};

/** Last prices as vendors tell them, apart from bars. What is played has none. */
export type LiveQuotes = {
  /**
   * One quote for each symbol that is known, in any order; those that are not are left out. An answer is waited for until
   * `answerBy` (wall time, epoch ms), without it as long as the source itself waits.
   * Throws SYMBOL_UNKNOWN when none of the symbols is known; MARKET_UNAVAILABLE, MARKET_RATE_LIMITED, MARKET_ENTITLEMENT …
   */
  quotes(symbols: readonly string[], answerBy?: number): Promise<readonly VendorQuote[]>;
};
