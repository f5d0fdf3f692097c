import { composeBarFiles } from '../compose/seeding';
import { INTERVALS } from '../market/interval';
import type { MarketData } from '../ports/MarketData';
import { StartProblem } from './startProblem';

/**
 * Makes sure that bars of at least one symbol can be read: a stack without any would run and be silent.
 *
 * Throws  StartProblem with the reason that was given for the last symbol.
 */
export async function requireBars(directory: string, symbols: readonly string[]): Promise<void> {
  let reason: string | undefined = 'no file is named after a symbol, as in SPY.csv';
  const files = composeBarFiles(directory);
  for (const symbol of symbols) {
    reason = await whyUnread(files, symbol);
    if (reason === undefined) return;
  }
  throw new StartProblem(
    `No symbol of the folder "${directory}" can be read: ${reason}. Correct the files, or MARKET_DATA_DIR.`,
  );
}

async function whyUnread(files: MarketData, symbol: string): Promise<string | undefined> {
  let reason = `file "${symbol}.csv" holds no bar`;
  for (const interval of INTERVALS) {
    try {
      const { bars } = await files.bars({ symbol, interval, upTo: Number.POSITIVE_INFINITY, limit: 1 });
      if (bars.length > 0) return undefined;
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
  }
  return reason;
}
