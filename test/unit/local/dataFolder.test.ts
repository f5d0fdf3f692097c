import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder } from '../../../lib/local/dataFolder';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

afterEach(removeTemporaryFolders);

const asItIs = { fresh: false };

async function finished(files: readonly string[]): Promise<string> {
  const directory = join(temporaryFolder(), '.local');
  const folder = await openDataFolder(directory, asItIs);
  for (const name of files) writeFileSync(folder.file(name), name);
  folder.markComplete(files);
  folder.release();
  return directory;
}

describe('openDataFolder', () => {
  it('keeps what a finished start has written', async () => {
    const directory = await finished(['a', 'b']);
    (await openDataFolder(directory, asItIs)).release();
    expect(['a', 'b'].map((name) => existsSync(join(directory, name)))).toEqual([true, true]);
  });

  it('begins anew when the first start never finished', async () => {
    const directory = temporaryFolder();
    const folder = await openDataFolder(directory, asItIs);
    writeFileSync(folder.file('half'), '');
    folder.release();
    const again = await openDataFolder(directory, asItIs);
    expect(again.isNew).toBe(true);
    again.begin();
    again.release();
    expect(existsSync(join(directory, 'half'))).toBe(false);
  });

  it('forgets everything when it is to be fresh, but only once it is begun', async () => {
    const directory = await finished(['a']);
    mkdirSync(join(directory, 'folder'));
    const folder = await openDataFolder(directory, { fresh: true });
    const there = () => ['a', 'folder'].map((name) => existsSync(join(directory, name)));
    expect([folder.isNew, there()]).toEqual([true, [true, true]]);
    folder.begin();
    expect(there()).toEqual([false, false]);
    folder.release();
  });

  it('keeps everything when a fresh start did not come about', async () => {
    const directory = await finished(['a']);
    (await openDataFolder(directory, { fresh: true })).release();
    const again = await openDataFolder(directory, asItIs);
    expect([again.isNew, existsSync(again.file('a'))]).toEqual([false, true]);
    again.release();
  });

  it('takes a lock that is no database for damage, and a fresh start makes a new one', async () => {
    const directory = await finished(['a']);
    writeFileSync(join(directory, 'lock.db'), randomBytes(8192));
    await expect(openDataFolder(directory, asItIs)).rejects.toThrow('is damaged (lock.db cannot be read)');
    const folder = await openDataFolder(directory, { fresh: true });
    await expect(openDataFolder(directory, { fresh: true })).rejects.toThrow('is in use');
    folder.release();
  });

  it('says which file is missing', async () => {
    const directory = await finished(['a', 'b']);
    rmSync(join(directory, 'b'));
    await expect(openDataFolder(directory, asItIs)).rejects.toThrow(
      `The folder ${directory} is damaged (b is missing)`,
    );
  });

  it('belongs to one process at a time', async () => {
    const directory = await finished(['a']);
    const first = await openDataFolder(directory, asItIs);
    await expect(openDataFolder(directory, { fresh: true })).rejects.toThrow(
      `The folder ${directory} is in use by another npm start`,
    );
    first.release();
    const second = await openDataFolder(directory, asItIs);
    expect(existsSync(second.file('a'))).toBe(true);
    second.release();
  });

  it.each([false, true])('touches no folder that holds other things, fresh or not (%s)', async (fresh) => {
    const directory = temporaryFolder();
    writeFileSync(join(directory, 'letters.txt'), 'dear');
    await expect(openDataFolder(directory, { fresh })).rejects.toThrow(
      'it is no data folder, or half of one: choose an empty one.',
    );
    expect(existsSync(join(directory, 'letters.txt'))).toBe(true);
  });

  it('clears a .local without its mark when it is to be fresh', async () => {
    const directory = await finished(['a']);
    rmSync(join(directory, 'stock-price-alerter.json'));
    await expect(openDataFolder(directory, asItIs)).rejects.toThrow('run npm start -- --fresh to begin anew');
    const folder = await openDataFolder(directory, { fresh: true });
    folder.begin();
    folder.release();
    expect(existsSync(join(directory, 'a'))).toBe(false);
  });
});
