import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './repository';

export type SeededTree = { readonly directory: string; remove(): void };

/**
 * A small copy of the house under `.house/` (git-ignored) holding the given files, so that a checking tool
 * can be shown what it must refuse. It lies inside the repository because packages resolve upwards.
 */
export function seededTree(files: Readonly<Record<string, string>>): SeededTree {
  mkdirSync(join(ROOT, '.house'), { recursive: true });
  const directory = mkdtempSync(join(ROOT, '.house', 'seeded-'));
  for (const name of ['package.json', 'tsconfig.json']) copyFileSync(join(ROOT, name), join(directory, name));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
