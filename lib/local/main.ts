import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from '../cli/bundleFunctions';
import { alertLog } from './alertLog';
import { watchAlerts } from './alertWatch';
import { apiClient } from './apiClient';
import type { MailboxItem } from './cloud/mailbox';
import { HELP, parseOptions } from './options';
import type { LocalOptions } from './options';
import { marketDate } from './replayWatch';
import { seedStack } from './seedStack';
import { startStack } from './startStack';
import type { Stack } from './startStack';
import { StartProblem } from './startProblem';
import { listedAlertLine, unreadLine, welcomeText } from './terminal';
import { undoList } from './undo';

const projectRoot = join(__dirname, '..', '..');
const undo = undoList();
let stopping: Promise<void> | undefined;

const print = (text: string) => void process.stdout.write(`${text}\n`);

/** Stops everything, once, and ends the process. */
function stop(exitCode: number, log: (line: string) => void): Promise<void> {
  stopping ??= undo.run(log).then(() => process.exit(exitCode));
  return stopping;
}

const reasons: unknown[] = [];
const REASONS_COME_WITHIN_MS = 300;

/**
 * Tells why the stack cannot go on. One mishap shows in several places at once: the sentence that explains it
 * goes before the errors that follow from it, and Ctrl-C, which may reach a child process first, before both.
 */
async function fail(error: unknown, log: (line: string) => void): Promise<void> {
  reasons.push(error);
  if (reasons.length > 1) return;
  await new Promise((resolve) => setTimeout(resolve, REASONS_COME_WITHIN_MS));
  if (stopping !== undefined) return stopping;
  const reason = reasons.find((one) => one instanceof StartProblem) ?? error;
  const isExpected = reason instanceof StartProblem || !(reason instanceof Error);
  process.stderr.write(`\n${isExpected ? String(reason).replace(/^StartProblem: /, '') : reason.stack}\n`);
  return stop(1, log);
}

async function run(options: LocalOptions, log: (line: string) => void): Promise<void> {
  const startedAt = performance.now() - process.uptime() * 1000;
  const since = new Date().toISOString();
  const stack = await startStack(options, {
    projectRoot,
    build: () => bundleFunctions({ projectRoot, outdir: 'dist/local', chunks: 'shared' }),
    undo,
    log,
    print,
  });
  const showAlert = alertLog(print);
  // Alerts of the first seconds wait until it has been said what they are.
  const waiting: MailboxItem[] = [];
  let show = (item: MailboxItem): void => void waiting.push(item);
  stack.cloud?.mailbox.onReceive((item) => show(item));
  void stack.died.then((problem) => fail(problem, log));
  const seeded = await seedStack(stack);
  stack.replay.run(Date.now());
  print(welcome(stack, options, (performance.now() - startedAt) / 1000));
  const unread = seeded.filter(({ rules }) => rules === undefined).map(({ symbol }) => symbol);
  if (unread.length > 0) print(unreadLine(unread));
  show = showAlert;
  waiting.forEach(showAlert);
  if (stack.cloud === undefined) {
    const api = apiClient(stack.apiUrl, 'local');
    undo.add(watchAlerts(api, (alert) => print(listedAlertLine(alert)), { since }));
  }
}

function welcome(stack: Stack, options: LocalOptions, seconds: number): string {
  const { market } = stack.replay;
  return welcomeText({
    apiUrl: stack.apiUrl,
    mailboxUrl: stack.cloud && `${stack.cloud.url}/_local/mailbox`,
    endpoint: stack.endpoint,
    market: { ...market, now: marketDate(stack.replay, Date.now()) },
    folder: options.directory,
    seconds,
  });
}

function main(): void {
  let log: (line: string) => void = () => undefined;
  try {
    const options = parseOptions(process.argv.slice(2), process.env);
    if (options.help) {
      print(HELP);
      return;
    }
    const logFile = join(options.directory, 'stack.log');
    log = (line) => appendFileSync(logFile, `${new Date().toISOString()} ${line}\n`);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => void stop(0, log));
    process.on('disconnect', () => void stop(1, log));
    process.on('uncaughtException', (error) => void fail(error, log));
    void run(options, log).catch((error: unknown) => fail(error, log));
  } catch (error) {
    void fail(error, log);
  }
}

main();
