import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawBar } from '../../lib/market/bar';

export const CSV_HEADER = 'timestamp,open,high,low,close,volume';

/** Bars as the text of a file. */
export function csvText(bars: readonly RawBar[]): string {
  const rows = bars.map(({ startAt, open, high, low, close, volume }) =>
    [new Date(startAt).toISOString(), open, high, low, close, volume].join(','),
  );
  return [CSV_HEADER, ...rows, ''].join('\n');
}

const made: string[] = [];

/** A new folder that holds these files, by name. */
export async function csvFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'bars-'));
  made.push(directory);
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(directory, name), text)));
  return directory;
}

/** Removes every folder that was made; for `afterAll`. */
export async function removeCsvFolders(): Promise<void> {
  await Promise.all(made.splice(0).map((directory) => rm(directory, { recursive: true, force: true })));
}
