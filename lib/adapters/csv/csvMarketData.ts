import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { barsInWindow } from '../../market/barSeries';
import type { Interval } from '../../market/interval';
import { SYMBOL_PATTERN } from '../../market/symbol';
import type { MarketData } from '../../ports/MarketData';
import { Problem } from '../../problems';
import { type BarFile, readBarFile } from './readBarFile';
import { symbolsOf } from './symbolsOf';

type Remembered = { readonly version: string; readonly file: Promise<BarFile> };

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

type Folder = {
  readonly directory: string;
  /** Symbols that another source serves beside the folder. */
  readonly beside: readonly string[];
};

async function unknownSymbol({ directory, beside }: Folder, symbol: string): Promise<Problem> {
  const symbols = [...(await symbolsOf(directory)), ...beside];
  const some =
    symbols.length > 0 ? `${symbols.slice(0, 10).join(', ')}${symbols.length > 10 ? ' …' : ''}` : 'none';
  const fix = 'Ask for one of these, or bring bars of your own with POST /v1/bars/{symbol}.';
  return new Problem(
    'SYMBOL_UNKNOWN',
    `symbol "${symbol}" is not served here; the source has ${some}. ${fix}`,
  );
}

/** What a failed look at a file means. */
async function failure(folder: Folder, symbol: string, error: unknown): Promise<Problem> {
  if (error instanceof Problem) return error;
  if (isMissing(error)) return unknownSymbol(folder, symbol);
  return new Problem('MARKET_UNAVAILABLE', `file "${symbol}.csv" cannot be read: check its permissions`, {
    cause: error,
  });
}

function requireInterval({ interval }: BarFile, asked: Interval, symbol: string): void {
  if (interval === undefined || interval === asked) return;
  throw new Problem(
    'SYMBOL_UNKNOWN',
    `symbol "${symbol}" has ${interval} bars here, not ${asked}: ask for ${interval}`,
  );
}

/**
 * Market data out of a folder of `SYMBOL.csv` files, each with the bars of one interval. A file is
 * read once and again when it changes. Rows that cannot be read come through as bars that
 * `cleanBars` refuses.
 */
export function csvMarketData(directory: string, source = 'csv', beside: readonly string[] = []): MarketData {
  const folder = { directory, beside };
  const remembered = new Map<string, Remembered>();

  async function load(symbol: string): Promise<BarFile> {
    const path = join(directory, `${symbol}.csv`);
    const { mtimeMs, size } = await stat(path);
    const version = `${mtimeMs} ${size}`;
    const known = remembered.get(symbol);
    if (known?.version === version) return known.file;
    const file = readFile(path, 'utf8').then((text) => readBarFile(`${symbol}.csv`, text));
    remembered.set(symbol, { version, file });
    return file;
  }

  return {
    async bars({ symbol, interval, ...window }) {
      // The pattern has no path separator, so no symbol can name a file outside the folder.
      if (!SYMBOL_PATTERN.test(symbol)) throw await unknownSymbol(folder, symbol.slice(0, 40));
      const file = await load(symbol).catch(async (error: unknown) => {
        remembered.delete(symbol); // a failure may pass: look again next time
        throw await failure(folder, symbol, error);
      });
      requireInterval(file, interval, symbol);
      return { source, bars: barsInWindow(file.series, window) };
    },
  };
}
