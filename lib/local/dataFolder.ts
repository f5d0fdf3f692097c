import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import * as z from 'zod';
import { prepareFolder } from './prepareFolder';
import { StartProblem } from './startProblem';

export type DataFolder = {
  /** Absolute. */
  readonly path: string;
  /** As the user knows it. */
  readonly name: string;
  readonly file: (name: string) => string;
  /** True when nothing in it is to be kept: it was never begun, or begins anew. */
  readonly isNew: boolean;
  /** Deletes everything in it. */
  readonly begin: () => void;
  /** Notes what a later start must find; until then the folder counts as never begun. */
  readonly markComplete: (files: readonly string[]) => void;
  readonly release: () => void;
};

const LOCK = 'lock.db';
const MARK = 'stock-price-alerter.json';
const VERSION = 1;

const Mark = z.strictObject({
  version: z.literal(VERSION),
  /** A first start that never finished left nothing worth keeping. */
  state: z.enum(['unfinished', 'complete']),
  /** What a later start must find. */
  files: z.array(z.string().min(1)),
});

/**
 * Takes the data folder for this process alone.
 *
 * Edge    with `fresh`, or when a former first start never finished, it is new: nothing is deleted before
 *         `begin` is called. A folder that holds anything else is never touched. The lock is the operating
 *         system's and dies with the process.
 * Throws  StartProblem when another process has the folder, it cannot be written, or something is missing in it.
 */
export async function openDataFolder(directory: string, { fresh }: { fresh: boolean }): Promise<DataFolder> {
  const path = resolve(directory);
  prepareFolder(path, directory, [LOCK, MARK]);
  const isOurs = isEmpty(path) || existsSync(join(path, MARK));
  if (!isOurs && !(fresh && basename(path) === '.local')) throw strange(directory);
  const release = await lock(path, directory, fresh);
  try {
    if (isEmpty(path)) mark(path, 'unfinished', []);
    const isNew = fresh || readMark(path, directory).state === 'unfinished';
    if (!isNew) requireWhole(path, directory);
    return {
      path,
      name: directory,
      file: (name) => join(path, name),
      isNew,
      begin: () => {
        empty(path);
        mark(path, 'unfinished', []);
      },
      markComplete: (files) => mark(path, 'complete', files),
      release,
    };
  } catch (error) {
    release();
    throw error;
  }
}

function isEmpty(path: string): boolean {
  return readdirSync(path).every((name) => name.startsWith(LOCK));
}

function strange(directory: string): StartProblem {
  const folder =
    basename(directory) === '.local' ? 'run npm start -- --fresh to begin anew' : 'choose an empty one';
  return new StartProblem(
    `The folder ${directory} holds files but no ${MARK}, so it is no data folder, or half of one: ${folder}.`,
  );
}

/**
 * SQLite holds a lock that no stale process id can fake.
 *
 * Edge    a lock that is no database belongs to nobody: with `fresh` there is a new one.
 */
async function lock(path: string, directory: string, fresh: boolean): Promise<() => void> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(join(path, LOCK));
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    database.close();
    if (String(error).includes('locked')) {
      throw new StartProblem(
        `The folder ${directory} is in use by another npm start: stop that one, or give this one its own with LOCAL_DIR=folder.`,
      );
    }
    if (!fresh) throw damaged(directory, `${LOCK} cannot be read`);
    rmSync(join(path, LOCK));
    return lock(path, directory, false);
  }
}

function empty(path: string): void {
  for (const name of readdirSync(path))
    if (!name.startsWith(LOCK)) rmSync(join(path, name), { recursive: true });
}

function requireWhole(path: string, directory: string): void {
  const { files } = readMark(path, directory);
  const missing = files.find((name) => !existsSync(join(path, name)));
  if (missing !== undefined) throw damaged(directory, `${missing} is missing`);
}

function mark(path: string, state: 'unfinished' | 'complete', files: readonly string[]): void {
  writeJson(join(path, MARK), { version: VERSION, state, files });
}

function readMark(path: string, directory: string): z.infer<typeof Mark> {
  const parsed = Mark.safeParse(readJson(join(path, MARK), directory));
  if (parsed.success) return parsed.data;
  throw damaged(directory, `${MARK} is not what a start wrote`);
}

/** The sentence for data that cannot be read. */
export function damaged(directory: string, what: string): StartProblem {
  return new StartProblem(
    `The folder ${directory} is damaged (${what}): run npm start -- --fresh to begin anew; this forgets all local data.`,
  );
}

/**
 * Throws  StartProblem when the file is no JSON.
 */
export function readJson(file: string, directory: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw damaged(directory, `${basename(file)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Written beside and moved into place: never half a file. */
export function writeJson(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
