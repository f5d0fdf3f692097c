import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './repository';

/**
 * What a command-line tool prints as JSON. The tools are ES modules and tests are CommonJS, hence the child
 * process. Finding something makes the tools exit with a failure, so the exit code says nothing here; no
 * JSON on standard output does.
 */
export function toolReport(script: string, args: readonly string[], cwd: string): unknown {
  const child = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  try {
    return JSON.parse(child.stdout);
  } catch (cause) {
    throw new Error(`"${script} ${args.join(' ')}" printed no JSON: ${child.stderr}`, { cause });
  }
}
