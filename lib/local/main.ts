import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFunctions } from '../cli/bundleFunctions';
import { alertLog } from './alertLog';
import { watchAlerts } from './alertWatch';
import { apiClient } from './apiClient';
import { atMost } from './atMost';
import type { MailboxItem } from './cloud/mailbox';
import { HELP, parseOptions } from './options';
import type { LocalOptions } from './options';
import { marketDate } from './replayWatch';
import { seedStack } from './seedStack';
import { startStack } from './startStack';
import type { Stack } from './startStack';
import { StartProblem } from './startProblem';
import { stoppingOf } from './stopping';
import type { Stopping } from './stopping';
import { listedAlertLine, unreadLine, welcomeText } from './terminal';
import { undoList } from './undo';

const projectRoot = join(__dirname, '..', '..');
const undo = undoList();
const LAST_LOOK_MS = 1000;

type Log = (line: string) => void;

function append(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (error) {
    // Its folder is being deleted or its disk full: that must not keep the stack from stopping.
    process.stderr.write(`${String(error)}\n`);
  }
}

const print = (text: string) => void process.stdout.write(`${text}\n`);

const reasons: unknown[] = [];
const REASONS_COME_WITHIN_MS = 300;

/**
 * Tells why the stack cannot go on. One mishap shows in several places at once: the sentence that explains it
 * goes before the errors that follow from it, and Ctrl-C, which may reach a child process first, before both.
 */
async function fail(error: unknown, stopping: Stopping): Promise<void> {
  reasons.push(error);
  if (reasons.length > 1) return;
  await new Promise((resolve) => setTimeout(resolve, REASONS_COME_WITHIN_MS));
  if (stopping.hasBegun()) return;
  const reason = reasons.find((one) => one instanceof StartProblem) ?? error;
  const isExpected = reason instanceof StartProblem || !(reason instanceof Error);
  process.stderr.write(`\n${isExpected ? String(reason).replace(/^StartProblem: /, '') : reason.stack}\n`);
  return stopping.stop(1);
}

async function run(options: LocalOptions, log: Log, stopping: Stopping): Promise<void> {
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
  void stack.died.then((problem) => fail(problem, stopping));
  const seeded = await seedStack(stack, print);
  stack.run();
  print(welcome(stack, options, (performance.now() - startedAt) / 1000));
  const unread = seeded.filter(({ rules }) => rules === undefined).map(({ symbol }) => symbol);
  if (unread.length > 0) print(unreadLine(unread, { isLive: stack.replay.market.vendors !== undefined }));
  show = showAlert;
  waiting.forEach(showAlert);
  if (stack.cloud === undefined) {
    const api = apiClient(stack.apiUrl, 'local');
    const stopLooking = watchAlerts(api, (alert) => print(listedAlertLine(alert)), { since });
    undo.add(() => atMost(LAST_LOOK_MS, stopLooking()));
  }
}

function welcome(stack: Stack, options: LocalOptions, seconds: number): string {
  const { market } = stack.replay;
  return welcomeText({
    apiUrl: stack.apiUrl,
    mailboxUrl: stack.cloud && `${stack.cloud.url}/_local/mailbox`,
    endpoint: stack.endpoint,
    market: { ...market, now: marketDate(stack.replay, Date.now()) },
    standIn: options.standIn,
    folder: options.directory,
    seconds,
  });
}

function main(): void {
  let log: Log = () => undefined;
  const exit = (code: number) => process.exit(code);
  const stopping = stoppingOf(undo, { log: (line) => log(line), print, exit });
  try {
    const options = parseOptions(process.argv.slice(2), process.env);
    if (options.help) {
      print(HELP);
      return;
    }
    const logFile = join(options.directory, 'stack.log');
    log = (line) => append(logFile, `${new Date().toISOString()} ${line}\n`);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopping.interrupt);
    process.on('disconnect', () => void stopping.stop(1));
    process.on('uncaughtException', (error) => void fail(error, stopping));
    void run(options, log, stopping).catch((error: unknown) => fail(error, stopping));
  } catch (error) {
    void fail(error, stopping);
  }
}

main();
