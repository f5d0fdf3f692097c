import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prepareFolder } from '../../../lib/local/prepareFolder';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

afterEach(removeTemporaryFolders);

describe('prepareFolder', () => {
  it('makes the folder, and those above it', () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    prepareFolder(folder, 'a/b', ['x']);
    expect(existsSync(folder)).toBe(true);
  });

  it.each<[string, (folder: string) => string, string]>([
    ['it is a file', (folder) => file(folder), 'is a file: name a folder'],
    ['it is below a file', (folder) => join(file(folder), 'b'), 'a part of its path is a file'],
    ['a part of its path cannot be made', () => '/proc/none/b', 'a part of its path does not exist'],
    ['its name is too long', (folder) => join(folder, 'a'.repeat(300)), 'its name is too long'],
    ['one of its links leads nowhere', (folder) => join(circle(folder), 'b'), 'is a link that leads nowhere'],
  ])('says that %s', (_what, make, cause) => {
    const folder = make(temporaryFolder());
    expect(() => prepareFolder(folder, 'mine', [])).toThrow(cause);
    expect(() => prepareFolder(folder, 'mine', [])).toThrow('LOCAL_DIR "mine"');
  });
});

function file(folder: string): string {
  const path = join(folder, 'a');
  writeFileSync(path, '');
  return path;
}

function circle(folder: string): string {
  mkdirSync(join(folder, 'x'), { recursive: true });
  const path = join(folder, 'x', 'a');
  if (!existsSync(path)) symlinkSync('a', path);
  return path;
}
