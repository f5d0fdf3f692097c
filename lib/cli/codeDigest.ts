import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rooms that decide what an evaluation comes to. */
const ROOMS = ['market', 'features', 'models', 'forecast', 'app'];

/** A digest of the code that evaluates models, and of what runs it: a result of other code is another result. */
export function codeDigest(lib: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const room of ROOMS) {
    const files = readdirSync(join(lib, room), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
    for (const file of files) hash.update(file.slice(lib.length)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}
