/**
 * `npm run graph`: draws who knows whom, from the imports as they are, into the README and
 * docs/architecture.md. With `--check` nothing is written and a drawing that is out of date fails.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const CORE = ['market', 'features', 'models', 'forecast', 'rules', 'alerts'];
const ORDER = [...CORE, 'plots', 'ports', 'app', 'adapters', 'compose', 'entry', 'functions', 'cli', 'local'];
const TARGETS = ['README.md', 'docs/architecture.md'];
const MARKED = /(<!-- drawing: npm run graph -->\n)[\s\S]*?(<!-- end of drawing -->)/;

/** The room a file lies in; undefined for words that every room may use. */
function roomOf(path) {
  if (path.startsWith('functions/')) return 'functions';
  const room = /^lib\/([^/.]+)/.exec(path)?.[1];
  return ORDER.includes(room) ? room : undefined;
}

/** For every room, the rooms it imports from. */
function knownRooms() {
  const script = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'functions', 'lib'];
  const run = spawnSync(process.execPath, [script, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const known = new Map(ORDER.map((room) => [room, new Set()]));
  for (const { source, dependencies } of JSON.parse(run.stdout).modules) {
    const room = roomOf(source);
    if (room === undefined) continue;
    for (const { resolved } of dependencies) {
      const other = roomOf(resolved);
      if (other !== undefined && other !== room) known.get(room).add(other);
    }
  }
  return known;
}

function reaches(known, from, to, seen = new Set()) {
  if (from === to) return true;
  seen.add(from);
  return [...known.get(from)].some((next) => !seen.has(next) && reaches(known, next, to, seen));
}

/** Pairs [known, knower] without those that a chain of others already tells. */
function arrows(known) {
  return ORDER.flatMap((room) =>
    [...known.get(room)]
      .filter((other) => ![...known.get(room)].some((via) => via !== other && reaches(known, via, other)))
      .sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
      .map((other) => [other, room]),
  );
}

function drawing(known) {
  const joined = arrows(known);
  const alone = (room) => !joined.some((pair) => pair.includes(room));
  const drawn = ORDER.filter((room) => !CORE.includes(room) && room !== 'functions' && !alone(room));
  return [
    '```mermaid',
    'flowchart LR',
    '  subgraph core["the core: pure and synchronous"]',
    ...CORE.map((room) => `    ${room}`),
    '  end',
    ...drawn.map((room) => `  ${room}`),
    '  functions(["functions"])',
    ...joined.map(([other, room]) => `  ${other} --> ${room}`),
    '```',
    '',
  ].join('\n');
}

const picture = drawing(knownRooms());
for (const path of TARGETS) {
  const text = readFileSync(join(ROOT, path), 'utf8');
  if (!MARKED.test(text)) throw new Error(`"${path}" has no place marked for the drawing.`);
  const redrawn = text.replace(MARKED, (_all, before, after) => `${before}${picture}${after}`);
  if (redrawn === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`The drawing in ${path} is out of date. Run \`npm run graph\` and commit what it changed.`);
    process.exitCode = 1;
  } else {
    writeFileSync(join(ROOT, path), redrawn);
  }
}
