import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** The folder of package.json. */
export const ROOT = resolve(__dirname, '../..');

/** Every file below `folder`, as paths from `root` with forward slashes, sorted. */
export function filesUnder(folder: string, root: string = ROOT): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The TypeScript sources below `folder`, declaration files left out. */
export function sourcesUnder(folder: string): readonly string[] {
  return filesUnder(folder).filter((path) => /\.ts$/.test(path) && !path.endsWith('.d.ts'));
}

/** The text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
