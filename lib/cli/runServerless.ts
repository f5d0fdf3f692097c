import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The framework says nothing to anybody but us, and asks nobody for news. */
const QUIET = { SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' };

/** Runs the pinned framework with these words in this terminal; throws when it fails. */
export async function runServerless(projectRoot: string, args: readonly string[]): Promise<void> {
  const script = join(projectRoot, 'node_modules/serverless/bin/serverless.js');
  const child = spawn(process.execPath, [script, ...args], {
    cwd: projectRoot,
    env: { ...process.env, ...QUIET },
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0) throw new Error(`serverless ${args.join(' ')} ended with ${code ?? 'a signal'}`);
}
