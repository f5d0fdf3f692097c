import { rmSync, type Stats } from 'node:fs';
import { link, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { quoted } from '../quoted';

/** What of a file system is used. */
export type Files = {
  readonly open: (path: string, flags: string) => Promise<Pick<File, 'writeFile' | 'sync' | 'close'>>;
  readonly lstat: (path: string) => Promise<unknown>;
  readonly stat: (path: string) => Promise<Pick<Stats, 'isFile' | 'isDirectory'>>;
  readonly realpath: (path: string) => Promise<string>;
  readonly link: typeof link;
  readonly rename: typeof rename;
  readonly rm: typeof rm;
};

type File = Awaited<ReturnType<typeof open>>;

/** `option` is the one that names it; `out` where that is left out. */
export type Target = { readonly path: string; readonly force: boolean; readonly option?: string };

/**
 * Writes a file whole or not at all: beside its place first, and then into it at once.
 *
 * Edge    a link stays one: what it leads to is replaced. Where the process exits on the way, what lies beside is taken
 *         away; one that is killed leaves it.
 * Throws  an Error of one sentence when the file exists and `force` does not say to replace it, is none that could be
 *         replaced, or cannot be written.
 */
export async function writeWhole(
  { path, force, option = 'out' }: Target,
  texts: AsyncIterable<string>,
  files: Files = { open, lstat, stat, realpath, link, rename, rm },
): Promise<void> {
  const place = await placeOf(files, { path, option });
  if (!force && place.isTaken) throw isThere({ path, option });
  const unfinished = `${place.path}.${process.pid}.unfinished`;
  const clear = (): void => rmSync(unfinished, { force: true });
  process.once('exit', clear);
  try {
    await fill(files, unfinished, texts);
    if (force) await files.rename(unfinished, place.path);
    else await files.link(unfinished, place.path);
  } catch (error) {
    throw said({ path, option }, error);
  } finally {
    await files.rm(unfinished, { force: true });
    process.off('exit', clear);
  }
}

/** Where a file is to stand, behind all links, and whether one stands there; throws where something else does. */
async function placeOf(
  files: Files,
  named: Named,
): Promise<{ readonly path: string; readonly isTaken: boolean }> {
  const { path } = named;
  if (!(await isFound(files.lstat(path)))) return { path, isTaken: false };
  const found = await files.stat(path).catch(() => undefined);
  if (found === undefined) throw isNoFile(named, 'a link that leads to nothing');
  if (!found.isFile())
    throw isNoFile(named, found.isDirectory() ? 'a folder' : 'a device, a pipe or a socket');
  return { path: await files.realpath(path), isTaken: true };
}

async function fill(files: Files, path: string, texts: AsyncIterable<string>): Promise<void> {
  const file = await files.open(path, 'w');
  try {
    for await (const text of texts) await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

const isFound = (looking: Promise<unknown>): Promise<boolean> =>
  looking.then(
    () => true,
    () => false,
  );

type Named = Required<Pick<Target, 'path' | 'option'>>;

const isNoFile = ({ path, option }: Named, what: string): Error =>
  new Error(`${quoted(path)} is ${what}, and no file that could be replaced: name another with --${option}.`);

const isThere = ({ path, option }: Named): Error =>
  new Error(`The file ${quoted(path)} exists: name another with --${option}, or replace it with --force.`);

/** What the file system refused; anything else is no matter of the file. */
function said(named: Named, error: unknown): unknown {
  const { path, option } = named;
  if (typeof error !== 'object' || error === null || !('syscall' in error)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return isThere(named);
  return new Error(`The file ${quoted(path)} cannot be written: ${message}. Name another with --${option}.`, {
    cause: error,
  });
}
