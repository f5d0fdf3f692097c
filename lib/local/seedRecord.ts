import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import * as z from 'zod';
import { damaged, readJson, writeJson } from './dataFolder';
import type { DataFolder } from './dataFolder';

/** What a data folder says of the symbols that earlier starts have seeded. */
export type SeedRecord = {
  /** Symbols whose rules this cloud has been given; none where it knows nothing of that. */
  readonly done: ReadonlySet<string>;
  /** True where the database of this folder has come up without what it was given. */
  readonly isLost: boolean;
  readonly finished: (symbol: string) => void;
};

const Seeds = z.strictObject({
  symbols: z.array(z.string().min(1)),
  /** The emulator that was seeded; absent for the embedded cloud. */
  endpoint: z.string().min(1).optional(),
});

/**
 * Opens the record of a folder; `isKnown` says whether the cloud has been seeded before.
 *
 * Edge    an emulator that was started again is empty, as is another one: what the folder says of the former is void.
 * Throws  StartProblem when it is not what a start wrote.
 */
export function openSeedRecord(
  folder: Pick<DataFolder, 'file' | 'name'>,
  { isKnown, endpoint }: { readonly isKnown: boolean; readonly endpoint: string | undefined },
): SeedRecord {
  const file = folder.file('seeded.json');
  const stored = existsSync(file) ? readSeeds(file, folder.name) : { symbols: [] };
  const done = new Set(isKnown ? stored.symbols : []);
  const isOfEmbedded = endpoint === undefined && stored.endpoint === undefined;
  return {
    done,
    isLost: isOfEmbedded && !isKnown && stored.symbols.length > 0,
    finished: (symbol) =>
      writeJson(file, { symbols: [...done.add(symbol)], ...(endpoint !== undefined && { endpoint }) }),
  };
}

function readSeeds(file: string, directory: string): z.infer<typeof Seeds> {
  const parsed = Seeds.safeParse(readJson(file, directory));
  if (parsed.success) return parsed.data;
  throw damaged(directory, `${basename(file)} is not what a start wrote`);
}
