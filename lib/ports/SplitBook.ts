import type { KnownSplit } from '../market/split';

/** The splits of symbols as far as they are known. */
export type SplitBook = {
  /** Those of a symbol, oldest first. */
  ofSymbol(symbol: string): Promise<readonly KnownSplit[]>;
  /**
   * Writes what is known of a split, one a session. One that is suspected is only written where nothing stands yet, and
   * one that is refuted never over one that is confirmed.
   */
  put(symbol: string, split: KnownSplit): Promise<void>;
};
