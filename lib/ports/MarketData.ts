import type { RawBar } from '../market/bar';
import type { Interval } from '../market/interval';

export type BarQuery = {
  readonly symbol: string;
  readonly interval: Interval;
  /** Only bars that closed strictly after this instant (epoch ms). */
  readonly after?: number;
  /** Only bars that had closed at this instant (epoch ms). */
  readonly upTo: number;
  /** At most this many, the newest. */
  readonly limit?: number;
  /** Until when (wall time, epoch ms) an answer is waited for; without it as long as the source itself waits. */
  readonly answerBy?: number;
};

export type BarBatch = {
  readonly source: string;
  readonly bars: readonly RawBar[];
  /** From when on (epoch ms) the source has told all it has, where that is later than it was asked for: it reaches no further back. */
  readonly reachesFrom?: number;
};

/** Where bars come from. */
export type MarketData = {
  /**
   * Bars in the order of their closes, and of one close in that of their starts; empty when the symbol is known but none closed in the window.
   * Throws SYMBOL_UNKNOWN, MARKET_UNAVAILABLE, MARKET_MALFORMED, MARKET_RATE_LIMITED …
   */
  bars(query: BarQuery): Promise<BarBatch>;
};
