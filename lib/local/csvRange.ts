import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SYMBOL_PATTERN } from '../market/symbol';
import type { DataRange } from './replayState';
import { StartProblem } from './startProblem';

/**
 * First and last date in a folder of bar files; what else is in the files is not looked at.
 *
 * Throws  StartProblem when there is no bar.
 */
export function csvRange(directory: string): DataRange {
  const dates = filesOf(directory).flatMap((name) => datesOf(readFileSync(join(directory, name), 'utf8')));
  const [first] = dates.sort();
  const last = dates.at(-1);
  if (first === undefined || last === undefined) {
    throw new StartProblem(
      `The folder "${directory}" holds no bars: put a SYMBOL.csv in it with the columns timestamp,open,high,low,close,volume.`,
    );
  }
  return { first, last };
}

/**
 * The symbols that have a file, or those of them that are asked for, as in `SPY,QQQ`; `beside` are played as well, and
 * may be asked for.
 *
 * Throws  StartProblem when one is asked for that has none.
 */
export function csvSymbols(
  directory: string,
  asked: string | undefined,
  beside: readonly string[] = [],
): string[] {
  const files = filesOf(directory)
    .map((name) => name.slice(0, -'.csv'.length))
    .filter((name) => SYMBOL_PATTERN.test(name));
  if (asked === undefined) return files;
  const known = [...files, ...beside];
  const wanted = asked.split(',').map((symbol) => symbol.trim().toUpperCase());
  const strange = wanted.find((symbol) => !known.includes(symbol));
  if (strange === undefined) return wanted;
  throw new StartProblem(`SYMBOLS "${strange}" has no file: choose from ${known.join(', ')}.`);
}

function filesOf(directory: string): string[] {
  try {
    return readdirSync(directory).filter((name) => name.endsWith('.csv'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartProblem(`The folder of market data cannot be read (${reason}): correct MARKET_DATA_DIR.`);
  }
}

function datesOf(csv: string): string[] {
  return [...csv.matchAll(/^"?(\d{4}-\d{2}-\d{2})/gm)].map(([, date]) => date ?? '');
}
