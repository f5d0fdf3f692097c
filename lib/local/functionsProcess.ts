import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { appendFileSync, closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { atMost } from './atMost';
import { redactedLines } from './redactedLines';
import type { Resources } from './resources/resolveIntrinsics';
import { StartProblem } from './startProblem';

/** What the plugin local-resources sends: the template with all variables resolved. */
export type Template = {
  readonly resources: Resources;
  readonly functions: readonly TemplateFunction[];
};

export type TemplateFunction = {
  readonly key: string;
  readonly name: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The `sqs` events: an ARN, or an object with `arn`. */
  readonly queues: readonly unknown[];
};

export type FunctionsProcess = {
  /** Settles when the process ends without having been stopped: with the sentence for it. */
  readonly died: Promise<StartProblem>;
  readonly stop: () => Promise<void>;
};

export type FunctionsOptions = {
  readonly projectRoot: string;
  readonly port: number;
  readonly lambdaPort: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  /** Called with whole lines of what the functions write, without secrets. */
  readonly onLines?: (text: string) => void;
  /** Called once, before any function can run; the functions wait for it. */
  readonly onTemplate: (template: Template) => Promise<void>;
};

/** How long the process may take to finish what it is doing before it is killed. */
const GRACE_MS = 2500;
/** How long what an ended process has written is waited for: another that it left may hold its output open. */
const LAST_LINES_MS = 1000;

/** What a process has written to a pipe and its reader has not taken is lost when it exits, unless writing waits. */
const WAITS_FOR_READER =
  'for (const output of [process.stdout, process.stderr]) output._handle?.setBlocking?.(true)';

const QUIET = { SLS_NOTIFICATIONS_MODE: 'off', SLS_TELEMETRY_DISABLED: '1', NO_COLOR: '1', FORCE_COLOR: '0' };

/**
 * Every function of serverless.yml behind HTTP, in one child process whose output goes to a file, without the secrets
 * that callers put into paths.
 *
 * Edge    the child is outside the terminal's process group: Ctrl-C reaches it through `stop` only, in order.
 */
export function startFunctions(options: FunctionsOptions): FunctionsProcess {
  const log = openSync(options.logFile, 'w');
  const child = spawn(process.execPath, commandLine(options), {
    cwd: options.projectRoot,
    detached: true,
    env: { ...process.env, ...QUIET, TZ: 'UTC', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const written = writtenTo(child, (text) => {
    appendFileSync(log, text);
    options.onLines?.(text);
  }).finally(() => closeSync(log));
  // Should this process end without `stop`, what is left of the other must not hold the ports.
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  let stopping = false;
  const ended = new Promise<string>((resolve) => {
    const settle = async (how: string) => {
      await atMost(LAST_LINES_MS, written);
      for (const output of outputsOf(child)) output.destroy();
      resolve(how);
    };
    child.once('exit', (code, signal) => void settle(signal ?? `code ${code}`));
    child.once('error', (error) => void settle(error.message));
  });
  const died = new Promise<StartProblem>((resolve) => {
    const tell = (reason: string) => resolve(new StartProblem(sentence(reason, options.logFile)));
    void ended.then((how) => stopping || tell(`The functions ended with ${how}.`));
    child.once('message', (message) => {
      options.onTemplate(message as Template).then(
        () => child.connected && child.send({ kind: 'ready' }),
        (error: unknown) => resolve(error instanceof StartProblem ? error : new StartProblem(String(error))),
      );
    });
  });
  return {
    died,
    stop: async () => {
      stopping = true;
      await end(child, ended);
    },
  };
}

/** Writes the output of a process as it comes, and resolves when all of it is written. */
function writtenTo(child: ChildProcess, write: (text: string) => void): Promise<void> {
  for (const output of outputsOf(child)) redactedLines(output, write);
  return new Promise((resolve) => child.once('close', () => resolve()));
}

const outputsOf = ({ stdout, stderr }: ChildProcess) => [stdout, stderr].filter((one) => one !== null);

function commandLine({ projectRoot, port, lambdaPort }: FunctionsOptions): string[] {
  return [
    ...['--import', `data:text/javascript,${WAITS_FOR_READER}`],
    join(projectRoot, 'node_modules/serverless/bin/serverless.js'),
    'offline',
    'start',
    ...[
      '--stage',
      'local',
      '--host',
      '127.0.0.1',
      '--httpPort',
      String(port),
      '--lambdaPort',
      String(lambdaPort),
    ],
    ...['--useInProcess', '--noPrependStageInUrl', '--noSponsor'],
  ];
}

async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const isRunning = child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  if (isRunning) child.kill('SIGTERM');
  const killer = isRunning && setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  await ended;
  if (killer) clearTimeout(killer);
}

function sentence(reason: string, logFile: string): string {
  const tail = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  return `${reason} The end of ${logFile}:\n\n${tail}`;
}
