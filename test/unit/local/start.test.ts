import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
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

  /** A door whose stack only says who it is, and that it was asked to stop. */
  function startable(): string {
    const folder = project();
    const modules = withPackages(folder);
    symlinkSync(process.execPath, join(modules, 'node', 'bin', 'node'));
    mkdirSync(join(modules, 'esbuild'));
    writeFileSync(join(modules, 'esbuild', 'index.js'), 'exports.transformSync = () => undefined;');
    mkdirSync(join(modules, 'tsx'));
    writeFileSync(join(modules, 'tsx', 'cjs.js'), '');
    const stack = `
      const { writeFileSync } = require('node:fs');
      process.on('SIGTERM', () => { writeFileSync('stopped', ''); process.exit(0); });
      setInterval(() => undefined, 1000);
      writeFileSync('running', String(process.pid));`;
    writeFileSync(join(folder, 'lib/local/main.ts'), stack);
    return folder;
  }

  async function expectSoon(condition: () => boolean): Promise<void> {
    for (let waited = 0; !condition() && waited < 10_000; waited += 50)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(condition()).toBe(true);
  }

  it.each([
    ['who started it', ''],
    ['npm, which leaves the shell of its script waiting', 'npm'],
  ])(
    'stops the stack when %s is killed',
    async (_who, npm) => {
      const folder = startable();
      const env = { ...process.env, npm_execpath: npm === '' ? undefined : npm };
      const door = [process.execPath, join(folder, 'lib/local/start.mjs')]
        .map((word) => `"${word}"`)
        .join(' ');
      // With a command after it, the shell stays between its parent and the door, as the one of npm does.
      const script = npm === '' ? `exec ${door}` : `${door}; true`;
      const starter = `require('node:child_process').spawn('sh', ['-c', ${JSON.stringify(script)}])`;
      const parent = spawn(process.execPath, ['--eval', `${starter}; setInterval(() => undefined, 1000)`], {
        env,
        cwd: folder,
      });
      await expectSoon(() => existsSync(join(folder, 'running')));
      parent.kill('SIGKILL');
      await expectSoon(() => existsSync(join(folder, 'stopped')));
      const pid = Number(readFileSync(join(folder, 'running'), 'utf8'));
      await expectSoon(() => !isRunning(pid));
    },
    20_000,
  );
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
