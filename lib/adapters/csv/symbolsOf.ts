import { readdir } from 'node:fs/promises';
import { SYMBOL_PATTERN } from '../../market/symbol';
import { Problem } from '../../problems';

const ENDING = '.csv';

/**
 * The symbols a folder has a file for, in alphabetical order; other files are ignored.
 *
 * Throws MARKET_UNAVAILABLE when the folder cannot be read.
 */
export async function symbolsOf(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch((cause: unknown) => {
    throw new Problem(
      'MARKET_UNAVAILABLE',
      'the folder of market data cannot be read: check MARKET_DATA_DIR',
      { cause },
    );
  });
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .filter((symbol) => SYMBOL_PATTERN.test(symbol))
    .sort();
}
