import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { StartProblem } from './startProblem';

export type DataFolder = {
  /** Absolute. */
  readonly path: string;
  /** As the user knows it. */
  readonly name: string;
  readonly file: (name: string) => string;
  /** Notes what a later start must find; until then the folder counts as never begun. */
  readonly markComplete: (files: readonly string[]) => void;
  readonly release: () => void;
};

const LOCK = 'lock.db';
const MARK = 'stock-price-alerter.json';
const VERSION = 1;

type Mark = { readonly version: number; readonly files: readonly string[] | undefined };

/**
 * Takes the data folder for this process alone.
 *
 * Edge    with `fresh`, or when a former first start never finished, everything in it is deleted; a folder
 *         that holds anything else is never touched. The lock is the operating system's and dies with the process.
 * Throws  StartProblem when another process has the folder, or something is missing in it.
 */
export async function openDataFolder(directory: string, { fresh }: { fresh: boolean }): Promise<DataFolder> {
  const path = resolve(directory);
  const isOurs = !existsSync(path) || isEmpty(path) || existsSync(join(path, MARK));
  if (!isOurs && !(fresh && basename(path) === '.local')) throw strange(directory);
  mkdirSync(path, { recursive: true });
  const release = await lock(path, directory);
  try {
    if (fresh || isUnfinished(path, directory)) empty(path);
    requireWhole(path, directory);
  } catch (error) {
    release();
    throw error;
  }
  return {
    path,
    name: directory,
    file: (name) => join(path, name),
    markComplete: (files) => mark(path, files),
    release,
  };
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

/** SQLite holds a lock that no stale process id can fake. */
async function lock(path: string, directory: string): Promise<() => void> {
  const { DatabaseSync } = await import('node:sqlite');
  try {
    const database = new DatabaseSync(join(path, LOCK));
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return () => database.close();
  } catch (error) {
    if (!String(error).includes('locked')) throw damaged(directory, `${LOCK} cannot be read`);
    throw new StartProblem(
      `The folder ${directory} is in use by another npm start: stop that one, or give this one its own with LOCAL_DIR=folder.`,
    );
  }
}

function isUnfinished(path: string, directory: string): boolean {
  return existsSync(join(path, MARK)) && readMark(path, directory).files === undefined;
}

function empty(path: string): void {
  for (const name of readdirSync(path))
    if (!name.startsWith(LOCK)) rmSync(join(path, name), { recursive: true });
}

function requireWhole(path: string, directory: string): void {
  if (isEmpty(path)) {
    mark(path, undefined);
    return;
  }
  const { version, files = [] } = readMark(path, directory);
  if (version !== VERSION) throw damaged(directory, `${MARK} is of another version`);
  const missing = files.find((name) => !existsSync(join(path, name)));
  if (missing !== undefined) throw damaged(directory, `${missing} is missing`);
}

function mark(path: string, files: readonly string[] | undefined): void {
  writeJson(join(path, MARK), { version: VERSION, files });
}

function readMark(path: string, directory: string): Mark {
  return readJson(join(path, MARK), directory) as Mark;
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
