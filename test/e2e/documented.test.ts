import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../support/repository';
import type { RunningStack } from '../support/runningStack';
import { startStack, until } from '../support/runningStack';

const PORT = 4400;
const API = `http://127.0.0.1:${PORT}`;
const PROGRAM = 'docs/examples/client.ts';
const STRICT = [
  ...['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', 'esnext'],
  ...['--moduleResolution', 'bundler', '--lib', 'es2023,dom', '--types', 'node'],
];

jest.setTimeout(120_000);

const run = async (command: string, parts: readonly string[], env = {}): Promise<string> =>
  (await promisify(execFile)(command, parts, { cwd: ROOT, env: { ...process.env, ...env } })).stdout;

const compile = (program: string) =>
  run('npx', ['tsc', ...STRICT, program]).catch((error: { stdout: string }) => error.stdout);

describe('what a stranger finds in the documents', () => {
  const directory = mkdtempSync(join(tmpdir(), 'alerter-e2e-'));
  let stack: RunningStack;

  beforeAll(async () => {
    await run('npm', ['run', 'client']);
    stack = startStack({ directory, port: PORT, sessionMs: 1_000 });
    await until('the start', 90_000, async () => stack.output().includes('ready in'));
    await until(
      'an alert',
      60_000,
      async () => (await stack.api('GET', '/v1/alerts')).body.data.items.length > 0,
    );
  });
  afterAll(async () => {
    await stack.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  it('is a program that compiles on the generated types, and one that does not', async () => {
    expect(await compile(PROGRAM)).toBe('');
    const wrong = readFileSync(join(ROOT, PROGRAM), 'utf8')
      .replace('../../dist/client/api', './api')
      .replace("scopes: ['read']", "scopes: ['everything']");
    writeFileSync(join(ROOT, 'dist/client/wrong.ts'), wrong);
    expect(await compile('dist/client/wrong.ts')).toMatch(/Type '"everything"' is not assignable/);
    rmSync(join(ROOT, 'dist/client/wrong.ts'));
  });

  it('is the main path through the generated client', async () => {
    const { alerts, ...said } = JSON.parse(await run('npx', ['tsx', PROGRAM], { API }));
    expect(said).toEqual({
      health: 'ok',
      touched: [1300],
      bars: 2,
      quoted: '^GSPC',
      earlyCloses: ['2008-11-28'],
      paused: [true, false],
      readerSees: 'every bar',
      readerMayNot: 'AUTH_SCOPE',
      revokedIs: 'AUTH_INVALID',
      deleted: 204,
    });
    expect(new Set(alerts)).toEqual(new Set(['fired']));
  });
});
