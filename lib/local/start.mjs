/**
 * The door of `npm start`: plain JavaScript that any Node since 18 can run, so that a machine on which the
 * stack cannot start is told why in one sentence. Then the stack runs on the Node that the project pins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const LOOK_EVERY_MS = 500;

const projectRoot = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const modules = join(projectRoot, 'node_modules');
const pinnedNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

function whyNot() {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    return `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer, then run npm ci.`;
  }
  if (!existsSync(modules)) return 'The packages are not installed: run npm ci.';
  if (runs(pinnedNode, '--eval', "require('esbuild').transformSync('')")) return undefined;
  const remedy = 'as after npm ci --ignore-scripts or --omit=optional: run npm ci without these options.';
  return runs(pinnedNode, '--version')
    ? `The esbuild binary is missing, ${remedy}`
    : `The pinned Node is missing, ${remedy}`;
}

function runs(command, ...args) {
  return spawnSync(command, args, { cwd: projectRoot, stdio: 'ignore' }).status === 0;
}

/** Name and parent of a process; undefined when it is gone. */
function processOf(pid) {
  if (existsSync('/proc/self/stat')) {
    const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(textOf(`/proc/${pid}/stat`)) ?? [];
    return name === undefined ? undefined : { name, parent };
  }
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)]);
  const [, parent, name] = /^\s*(\d+)\s+(.*)/.exec(String(stdout ?? '')) ?? [];
  return name === undefined ? undefined : { name, parent };
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
}

/**
 * Answers how to ask whether whoever started this is gone. npm runs a script in a shell, which npm's death leaves
 * waiting: then the shell's parent counts.
 */
function parentWatch() {
  const parent = process.ppid;
  const shell = processOf(parent);
  const isOfNpm = process.env.npm_execpath !== undefined && /(^|[/-])(ba|da|z|k)?sh$/.test(shell?.name ?? '');
  if (!isOfNpm) return () => process.ppid !== parent;
  return () => process.ppid !== parent || processOf(parent)?.parent !== shell.parent;
}

function start() {
  const main = join(projectRoot, 'lib', 'local', 'main.ts');
  const flags = ['--disable-warning=ExperimentalWarning', '--require', 'tsx/cjs'];
  const isLeft = parentWatch();
  const child = spawn(pinnedNode, [...flags, main, ...process.argv.slice(2)], {
    cwd: projectRoot,
    // The channel only tells the stack when this process is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const watch = setInterval(() => {
    if (isLeft()) pass('SIGTERM');
  }, LOOK_EVERY_MS);
  const pass = (signal) => {
    // A second signal would end the stack at once: the parent of who is stopping already may go.
    clearInterval(watch);
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => pass(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}

const reason = whyNot();
if (reason === undefined) start();
else {
  console.error(reason);
  process.exitCode = 1;
}
