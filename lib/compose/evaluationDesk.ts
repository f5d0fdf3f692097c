import { csvMarketData } from '../adapters/csv/csvMarketData';
import { symbolsOf } from '../adapters/csv/symbolsOf';
import { systemClock } from '../adapters/system/systemClock';

/** A folder of CSV files to evaluate models on, and a clock to say how fast it goes. */
export const composeEvaluationDesk = (directory: string) => ({
  clock: systemClock(),
  /** Throws MARKET_UNAVAILABLE where the folder cannot be read. */
  symbols: () => symbolsOf(directory),
  marketData: csvMarketData(directory),
});
