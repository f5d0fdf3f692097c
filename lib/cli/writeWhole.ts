import { rmSync } from 'node:fs';
import { access, link, open, rename, rm } from 'node:fs/promises';
import { quoted } from '../quoted';

/** What of a file system is used. */
export type Files = {
  readonly open: (path: string, flags: string) => Promise<Pick<File, 'writeFile' | 'sync' | 'close'>>;
  readonly access: typeof access;
  readonly link: typeof link;
  readonly rename: typeof rename;
  readonly rm: typeof rm;
};

type File = Awaited<ReturnType<typeof open>>;

export type Target = { readonly path: string; readonly force: boolean };

/**
 * Writes a file whole or not at all: beside its place first, and then into it at once.
 *
 * Edge    where the process exits on the way, what lies beside is taken away; one that is killed leaves it.
 * Throws  an Error of one sentence when the file exists and `force` does not say to replace it, or cannot be written.
 */
export async function writeWhole(
  { path, force }: Target,
  texts: AsyncIterable<string>,
  files: Files = { open, access, link, rename, rm },
): Promise<void> {
  if (!force && (await exists(files, path))) throw isThere(path);
  const unfinished = `${path}.${process.pid}.unfinished`;
  const clear = (): void => rmSync(unfinished, { force: true });
  process.once('exit', clear);
  try {
    await fill(files, unfinished, texts);
    if (force) await files.rename(unfinished, path);
    else await files.link(unfinished, path);
  } catch (error) {
    throw said(path, error);
  } finally {
    await files.rm(unfinished, { force: true });
    process.off('exit', clear);
  }
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

const exists = (files: Files, path: string): Promise<boolean> =>
  files.access(path).then(
    () => true,
    () => false,
  );

const isThere = (path: string): Error =>
  new Error(`The file ${quoted(path)} exists: name another with --out, or replace it with --force.`);

/** What the file system refused; anything else is no matter of the file. */
function said(path: string, error: unknown): unknown {
  if (typeof error !== 'object' || error === null || !('syscall' in error)) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EEXIST') return isThere(path);
  return new Error(`The file ${quoted(path)} cannot be written: ${message}. Name another with --out.`, {
    cause: error,
  });
}
