import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

/** The symbol of the bars that are replayed unless other data are configured. */
export const REPLAY_SYMBOL = '^GSPC';

const HEADER = 'timestamp,open,high,low,close,volume';

const SOURCE_FILE = 'node_modules/vega-datasets/data/sp500-2000.csv';

type SourceRow = Readonly<Record<'date' | 'open' | 'high' | 'low' | 'close' | 'volume', string>>;

/** The package's rows in the form every CSV folder has; its adjusted close equals its close and is left out. */
function replayCsv(text: string): string {
  const rows: SourceRow[] = parse(text, { columns: true, skip_empty_lines: true, trim: true });
  const lines = rows.map(({ date, open, high, low, close, volume }) =>
    [`${date}T00:00:00Z`, open, high, low, close, volume].join(','),
  );
  return [HEADER, ...lines, ''].join('\n');
}

/**
 * Writes the real daily bars of ^GSPC, 2000-01-03 … 2020-04-17, out of the package vega-datasets into
 * a folder of CSV; a file that stands there with other content is damaged and written anew. None is ever half written.
 * Answers the path of the file.
 */
export async function writeReplayCsv(directory: string, projectRoot = process.cwd()): Promise<string> {
  const path = join(directory, `${REPLAY_SYMBOL}.csv`);
  const text = replayCsv(await readFile(join(projectRoot, SOURCE_FILE), 'utf8'));
  if ((await readFile(path, 'utf8').catch(() => undefined)) === text) return path;
  await mkdir(directory, { recursive: true });
  const unfinished = `${path}.${process.pid}.unfinished`;
  await writeFile(unfinished, text);
  await rename(unfinished, path);
  return path;
}
