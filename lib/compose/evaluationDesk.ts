import { csvMarketData } from '../adapters/csv/csvMarketData';
import { symbolsOf } from '../adapters/csv/symbolsOf';
import { fileResultKeep } from '../adapters/files/fileResultKeep';
import { systemClock } from '../adapters/system/systemClock';
import type { TestedSeries } from '../app/testedSeries';

/** A folder of CSV files to evaluate models on, a clock to say how fast it goes, and a folder that keeps what was made. */
export const composeEvaluationDesk = (directory: string, keepIn?: string) => ({
  clock: systemClock(),
  /** Throws MARKET_UNAVAILABLE where the folder cannot be read. */
  symbols: () => symbolsOf(directory),
  marketData: csvMarketData(directory),
  ...(keepIn !== undefined && { kept: fileResultKeep<TestedSeries>(keepIn) }),
});
