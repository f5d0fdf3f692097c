import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './repository';

export type StackOptions = {
  readonly directory: string;
  readonly port: number;
  /** Without them, `port` + 2 and + 66. */
  readonly lambdaPort?: number;
  readonly cloudPort?: number;
  readonly sessionMs: number;
  /** Options besides. */
  readonly args?: readonly string[];
  /** Variables besides. */
  readonly environment?: Readonly<Record<string, string>>;
};

export type Answer = { readonly status: number; readonly body: any; readonly etag: string | null };

export type RunningStack = {
  readonly startedAt: number;
  output(): string;
  api(
    method: string,
    path: string,
    more?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** What a GET answers that is no JSON. */
  text(path: string): Promise<string>;
  mailbox(): Promise<readonly any[]>;
  invoke(functionName: string, payload?: object): Promise<unknown>;
  /** Ctrl-C; resolves with the exit code once nothing is left. */
  interrupt(): Promise<number | null>;
  /** SIGKILL to every process of the stack at once. */
  kill(): Promise<void>;
};

/** `npm start` as a user runs it, on ports of its own. */
export function startStack(options: StackOptions): RunningStack {
  const { directory, port, lambdaPort = port + 2, cloudPort = port + 66, sessionMs } = options;
  const env = {
    ...process.env,
    LOCAL_DIR: directory,
    PORT: String(port),
    LAMBDA_PORT: String(lambdaPort),
    CLOUD_PORT: String(cloudPort),
    REPLAY_SESSION_MS: String(sessionMs),
    NODE_OPTIONS: '',
    ...options.environment,
  };
  const script = join(ROOT, 'lib/local/start.mjs');
  const child = spawn(process.execPath, [script, ...(options.args ?? [])], {
    cwd: ROOT,
    env,
    detached: true,
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    startedAt: Date.now(),
    output: () => output,
    async api(method, path, { body, headers = {} } = {}) {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        method,
        headers: { authorization: 'Bearer local', 'content-type': 'application/json', ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text === '' ? undefined : JSON.parse(text),
        etag: response.headers.get('etag'),
      };
    },
    async text(path) {
      const headers = { authorization: 'Bearer local' };
      return (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).text();
    },
    async mailbox() {
      const response = await fetch(`http://127.0.0.1:${cloudPort}/_local/mailbox`, {
        headers: { accept: 'application/json' },
      });
      return ((await response.json()) as { items: readonly any[] }).items;
    },
    async invoke(functionName, payload = {}) {
      const url = `http://127.0.0.1:${lambdaPort}/2015-03-31/functions/stock-price-alerter-local-${functionName}/invocations`;
      return (await fetch(url, { method: 'POST', body: JSON.stringify(payload) })).text();
    },
    async interrupt() {
      child.kill('SIGINT');
      return closed;
    },
    async kill() {
      killGroup(child);
      await closed;
    },
  };
}

function killGroup(child: ChildProcess): void {
  if (child.pid !== undefined && existsSync(`/proc/${child.pid}`)) process.kill(-child.pid, 'SIGKILL');
}

/** Asks again every quarter of a second until there is an answer; fails with what was waited for. */
export async function until<Found>(
  what: string,
  withinMs: number,
  ask: () => Promise<Found | undefined | false>,
): Promise<Found> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    const found = await ask().catch(() => undefined);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new Error(`waited ${withinMs} ms in vain for ${what}`);
}
