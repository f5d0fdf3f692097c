import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartProblem } from './startProblem';

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'you may not read and write it',
  EPERM: 'you may not read and write it',
  EROFS: 'its file system is read-only',
  ENOTDIR: 'a part of its path is a file',
  ENOENT: 'a part of its path does not exist and cannot be made',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  EEXIST: 'a part of its path is a link that leads nowhere',
};

/**
 * Makes sure that the data folder is there and can be written, and so can those of the named files that are in it.
 *
 * Throws  StartProblem with the cause when it is not.
 */
export function prepareFolder(path: string, directory: string, files: readonly string[]): void {
  if (existsSync(path) && !statSync(path).isDirectory()) {
    throw new StartProblem(
      `LOCAL_DIR "${directory}" is a file: name a folder, or one that does not exist yet.`,
    );
  }
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const file of files.map((name) => join(path, name)))
      if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new StartProblem(
      `LOCAL_DIR "${directory}" cannot be used: ${CAUSES[code] ?? message}. Name a folder that you may write to.`,
    );
  }
}

/** Level by level: the recursive form of Node never returns where a folder cannot be made, as below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
