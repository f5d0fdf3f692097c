import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../support/freePort';
import { ROOT } from '../support/repository';
import { temporaryFolder } from '../support/temporaryFolder';
import type { BenchRow } from './benchRow';

const LIMIT_S = 30;

/** `npm start` on an empty folder until /health answers. */
export async function run(): Promise<BenchRow[]> {
  const directory = temporaryFolder();
  const [PORT, LAMBDA_PORT, CLOUD_PORT] = [await freePort(), await freePort(), await freePort()].map(String);
  const began = performance.now();
  const stack = spawn('npm', ['start', '--silent'], {
    cwd: ROOT,
    env: { ...process.env, LOCAL_DIR: join(directory, 'data'), PORT, LAMBDA_PORT, CLOUD_PORT },
    stdio: 'ignore',
    detached: true,
  });
  try {
    while (!(await answers(`http://127.0.0.1:${PORT}/health`))) {
      if (stack.exitCode !== null) throw new Error(`npm start ended with ${stack.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const seconds = (performance.now() - began) / 1000;
    return [
      {
        work: 'npm start on an empty folder, to /health',
        ours: `${seconds.toFixed(1)} s`,
        peer: `limit ${LIMIT_S} s`,
        ratio: seconds / LIMIT_S,
        gate: '≤ 1 of the limit',
        ok: seconds <= LIMIT_S,
      },
    ];
  } finally {
    process.kill(-stack.pid!, 'SIGINT');
    await once(stack, 'exit');
    rmSync(directory, { recursive: true, force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}
