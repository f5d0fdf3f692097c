import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { link, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Files, writeWhole } from '../../../lib/cli/writeWhole';
import { ROOT } from '../../support/repository';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

const REAL: Files = { open, lstat, stat, realpath, link, rename, rm };

async function* texts(...parts: readonly (string | Error)[]): AsyncGenerator<string, void, undefined> {
  for (const part of parts) {
    if (part instanceof Error) throw part;
    yield part;
  }
}

/** A command that writes half a file, says so, and goes on for ever. */
const ENDLESS = `
  const { runCommand } = require('./lib/cli/runCommand.ts');
  const { writeWhole } = require('./lib/cli/writeWhole.ts');
  async function* texts() {
    yield 'half\\n';
    console.log('written');
    await new Promise((resolve) => setTimeout(resolve, 60_000));
  }
  runCommand(() => writeWhole({ path: process.argv.at(-1), force: false }, texts()));
`;

/** A file system whose disk is full after so many writings. */
const fullAfter = (writings: number): Files => ({
  ...REAL,
  open: async (path, flags) => {
    const file = await open(path, flags);
    let left = writings;
    return {
      writeFile: async (...args) => {
        left -= 1;
        if (left < 0) {
          await file.writeFile('half');
          throw Object.assign(new Error('ENOSPC: no space left on device, write'), {
            code: 'ENOSPC',
            syscall: 'write',
          });
        }
        return file.writeFile(...args);
      },
      sync: async () => file.sync(),
      close: async () => file.close(),
    };
  },
});

describe('a file that is written whole', () => {
  afterAll(removeTemporaryFolders);

  const place = (before?: string) => {
    const folder = temporaryFolder();
    const path = join(folder, 'bars.csv');
    if (before !== undefined) writeFileSync(path, before);
    const left = () => readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]);
    return { path, left };
  };

  test('holds every part, and nothing lies beside it', async () => {
    const { path, left } = place();
    await writeWhole({ path, force: false }, texts('one\n', 'two\n'));
    expect(left()).toEqual([['bars.csv', 'one\ntwo\n']]);
  });

  test('replaces another only when told to', async () => {
    const { path, left } = place('old');
    await expect(writeWhole({ path, force: false }, texts('new'))).rejects.toThrow(
      /^The file ".*bars\.csv" exists: name another with --out, or replace it with --force\.$/,
    );
    expect(left()).toEqual([['bars.csv', 'old']]);
    await writeWhole({ path, force: true }, texts('new'));
    expect(left()).toEqual([['bars.csv', 'new']]);
  });

  test('does not replace one that somebody else wrote meanwhile', async () => {
    const { path, left } = place();
    async function* slowly(): AsyncGenerator<string, void, undefined> {
      writeFileSync(path, 'theirs');
      yield 'ours';
    }
    await expect(writeWhole({ path, force: false }, slowly())).rejects.toThrow(/exists: name another/);
    expect(left()).toEqual([['bars.csv', 'theirs']]);
  });

  test.each([
    ['at once', 0],
    ['in the middle', 1],
  ])('is not there at all when the disk is full %s', async (_, writings) => {
    const { path, left } = place();
    const writing = writeWhole({ path, force: false }, texts('one', 'two'), fullAfter(writings));
    await expect(writing).rejects.toThrow(
      /cannot be written: ENOSPC: no space left on device, write\. Name another/,
    );
    expect(left()).toEqual([]);
  });

  test('stays as it was when what replaces it cannot be written, or read', async () => {
    const { path, left } = place('old');
    await expect(writeWhole({ path, force: true }, texts('a', 'b'), fullAfter(1))).rejects.toThrow('ENOSPC');
    await expect(writeWhole({ path, force: true }, texts('a', new Error('damaged')))).rejects.toThrow(
      /^damaged$/,
    );
    expect(left()).toEqual([['bars.csv', 'old']]);
  });

  test('is replaced behind a link, which stays one', async () => {
    const { path, left } = place('old');
    const linked = join(temporaryFolder(), 'latest.csv');
    symlinkSync(path, linked);
    await expect(writeWhole({ path: linked, force: false }, texts('new'))).rejects.toThrow(/exists/);
    await writeWhole({ path: linked, force: true }, texts('new'));
    expect(left()).toEqual([['bars.csv', 'new']]);
    expect(lstatSync(linked).isSymbolicLink()).toBe(true);
  });

  test.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a device, a pipe or a socket', (path) => execFileSync('mkfifo', [path])],
    ['a device, a pipe or a socket', (path) => symlinkSync('/dev/null', path)],
    ['a link that leads to nothing', (path) => symlinkSync(`${path}.gone`, path)],
  ])('is not written in the place of %s', async (what, put) => {
    const path = join(temporaryFolder(), 'bars.csv');
    put(path);
    const standing = () => (({ ino, mode }) => ({ ino, mode }))(lstatSync(path));
    const before = standing();
    for (const force of [false, true])
      await expect(writeWhole({ path, force }, texts('new'))).rejects.toThrow(
        `"${path}" is ${what}, and no file that could be replaced: name another with --out.`,
      );
    expect(standing()).toEqual(before);
  });

  test('is refused where there is no folder for it', async () => {
    const path = join(temporaryFolder(), 'none', 'bars.csv');
    await expect(writeWhole({ path, force: false }, texts('a'))).rejects.toThrow(/cannot be written: ENOENT/);
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('leaves nothing beside it when %s ends the command on the way', async (signal, code) => {
    const { path, left } = place();
    const writing = spawn(process.execPath, ['--import', 'tsx', '-e', ENDLESS, path], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(writing, 'exit');
    await once(writing.stdout, 'data');
    expect(left()).toEqual([[`bars.csv.${writing.pid}.unfinished`, 'half\n']]);
    writing.kill(signal);
    expect(await ended).toEqual([code, null]);
    expect(left()).toEqual([]);
  });
});
