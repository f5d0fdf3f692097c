import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT, textOf } from '../support/repository';
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

/** The blocks of the README that ask with curl, in their order, as one script for the stack of this test. */
const recipes = (): string =>
  [...textOf('README.md').matchAll(/```sh\n([\s\S]*?)```/g)]
    .flatMap(([, block = '']) => (block.includes('curl ') ? [block] : []))
    .join('\n')
    .replaceAll('http://127.0.0.1:4100', API);

/** Asks with curl as it is, and says beside each answer its status. */
const CURL = `set -eu\ncurl() { command curl -w '\\n%{http_code}\\n' "$@"; }\n`;

/** Every answer of the recipes: its status and what stands under `data`. */
async function answersOfRecipes(): Promise<readonly { status: number; data: any }[]> {
  const lines = (await run('bash', ['-c', `${CURL}${recipes()}`])).trim().split('\n');
  return lines.flatMap((line, at) =>
    at % 2 === 0 ? [{ status: Number(lines[at + 1]), data: JSON.parse(line).data }] : [],
  );
}

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

  it.each([
    ['a page of another site', 'https://example.org', false],
    ['a page of no site', 'null', false],
    ['its own page', API, true],
  ])('is an API that %s may send a key: %s', async (_whose, origin, mayAsk) => {
    const asked = {
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const preflight = await fetch(`${API}/v1/keys`, { method: 'OPTIONS', headers: { origin, ...asked } });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(mayAsk ? origin : null);
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    expect(preflight.headers.get('access-control-allow-headers') ?? '').toBe('');
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

  it('is recipes in the README that succeed as they stand', async () => {
    const answers = await answersOfRecipes();
    expect(answers).toHaveLength((recipes().match(/\bcurl -s/g) ?? []).length);
    expect(answers.map(({ status }) => status)).toEqual([
      200, 201, 200, 201, 201, 200, 200, 200, 202, 200, 200,
    ]);
    expect(answers.map(({ data }) => data)).toMatchObject([
      { symbol: '^GSPC', touch: [{ level: 1200 }, { level: 1300 }] },
      { rule: { name: 'Above its 20-day mean', trigger: { cooldown: '5d' } } },
      { items: expect.arrayContaining([expect.objectContaining({ event: 'fired' })]) },
      { name: 'Indices', symbols: ['^GSPC'] },
      { address: 'me@example.com', state: 'pending' },
      { symbol: '^GSPC', stale: false },
      { items: [{ source: 'replay' }, { source: 'replay' }] },
      { items: expect.arrayContaining([expect.objectContaining({ symbol: '^GSPC', role: 'champion' })]) },
      { statusUrl: expect.stringMatching(/^\/v1\/train\/job_/) },
      { accepted: 2, rejected: [] },
      { items: [{ source: 'import' }, { source: 'import' }] },
    ]);
  });
});
