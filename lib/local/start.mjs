/**
 * The door of `npm start`: plain JavaScript that any Node since 18 can run, so that a machine on which the
 * stack cannot start is told why in one sentence. Then the stack runs on the Node that the project pins.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;

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

function start() {
  const main = join(projectRoot, 'lib', 'local', 'main.ts');
  const flags = ['--disable-warning=ExperimentalWarning', '--require', 'tsx/cjs'];
  const child = spawn(pinnedNode, [...flags, main, ...process.argv.slice(2)], {
    cwd: projectRoot,
    // The channel only tells the stack when this process is gone.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 1));
}

const reason = whyNot();
if (reason === undefined) start();
else {
  console.error(reason);
  process.exitCode = 1;
}
