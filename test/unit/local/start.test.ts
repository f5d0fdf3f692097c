import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

afterEach(removeTemporaryFolders);

/** A project that holds the door of `npm start` and nothing else. */
function project(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'lib', 'local'), { recursive: true });
  copyFileSync(join(__dirname, '../../../lib/local/start.mjs'), join(folder, 'lib', 'local', 'start.mjs'));
  return folder;
}

function start(folder: string, ...nodeOptions: string[]) {
  const { status, stderr } = spawnSync(process.execPath, [
    ...nodeOptions,
    join(folder, 'lib/local/start.mjs'),
  ]);
  return { status, lines: stderr.toString().trim().split('\n') };
}

function withPackages(folder: string): string {
  mkdirSync(join(folder, 'node_modules', 'node', 'bin'), { recursive: true });
  return join(folder, 'node_modules');
}

describe('npm start', () => {
  it('says that the packages are not installed', () => {
    expect(start(project())).toEqual({ status: 1, lines: ['The packages are not installed: run npm ci.'] });
  });

  it('says that the pinned Node is missing', () => {
    const folder = project();
    withPackages(folder);
    const { status, lines } = start(folder);
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^The pinned Node is missing, as after npm ci --ignore-scripts/),
    ]);
  });

  it('says that the esbuild binary is missing', () => {
    const folder = project();
    symlinkSync(process.execPath, join(withPackages(folder), 'node', 'bin', 'node'));
    const { status, lines } = start(folder);
    expect(status).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/^The esbuild binary is missing, as after npm ci --ignore-scripts/),
    ]);
  });

  it('says that Node is too old', () => {
    const folder = project();
    const disguise = join(folder, 'old.cjs');
    writeFileSync(disguise, "Object.defineProperty(process.versions, 'node', { value: '18.20.4' });");
    expect(start(folder, '--require', disguise)).toEqual({
      status: 1,
      lines: ['Node 18.20.4 is too old: install Node 20 or newer, then run npm ci.'],
    });
  });
});
