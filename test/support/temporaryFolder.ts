import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** An empty folder, which `removeTemporaryFolders` deletes. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stock-price-alerter-'));
  made.push(folder);
  return folder;
}

export function removeTemporaryFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}
