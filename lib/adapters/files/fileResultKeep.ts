import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ResultKeep } from '../../ports/ResultKeep';

const CHECK_BYTES = 32;

const checkOf = (content: Buffer): Buffer => createHash('sha256').update(content).digest();

/**
 * Keeps results as files of a folder, one a key, each behind a digest of what it holds.
 *
 * Edge    a file that is damaged or cut short counts as none.
 */
export function fileResultKeep<Result>(directory: string): ResultKeep<Result> & {
  /** Takes some away again. */
  readonly remove: (keys: readonly string[]) => Promise<void>;
} {
  const place = (key: string) => join(directory, `${key}.result`);
  return {
    async read(key) {
      const stored = await readFile(place(key)).catch(() => undefined);
      const content = stored?.subarray(CHECK_BYTES);
      if (stored === undefined || content === undefined) return undefined;
      return checkOf(content).equals(stored.subarray(0, CHECK_BYTES))
        ? (deserialize(content) as Result)
        : undefined;
    },
    async write(key, result) {
      await mkdir(directory, { recursive: true });
      const content = serialize(result);
      const unfinished = `${place(key)}.unfinished`;
      await writeFile(unfinished, Buffer.concat([checkOf(content), content]));
      await rename(unfinished, place(key));
    },
    async remove(keys) {
      await Promise.all(keys.map((key) => rm(place(key), { force: true })));
    },
  };
}
