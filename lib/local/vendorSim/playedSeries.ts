import { isProblem } from '../../problems';
import type { MarketClock } from '../../ports/MarketClock';
import type { MarketData } from '../../ports/MarketData';
import type { Served } from './answers';

/** Further back no answer of a vendor reaches. */
const MOST_BARS = 30_000;

/** What is played, as far as it has been played by now. */
export const playedSeries =
  (marketData: MarketData, marketClock: Pick<MarketClock, 'now'>): Served =>
  async (symbol, interval) => {
    try {
      const upTo = marketClock.now(symbol);
      return (await marketData.bars({ symbol, interval, upTo, limit: MOST_BARS })).bars;
    } catch (error) {
      if (isProblem(error, 'SYMBOL_UNKNOWN')) return undefined;
      throw error;
    }
  };
