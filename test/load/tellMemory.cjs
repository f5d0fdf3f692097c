/**
 * Loaded into each Node process of the stack before its own code: tells every few seconds how much memory the
 * process has, as lines of JSON in a file of its own in the folder TELL_MEMORY_INTO.
 */
const { appendFileSync } = require('node:fs');
const { basename, join } = require('node:path');
const { isMainThread } = require('node:worker_threads');

const EVERY_MS = 5_000;

function tell() {
  const { rss, heapUsed } = process.memoryUsage();
  const sample = { process: basename(process.argv[1] ?? 'node'), at: Date.now(), rss, heapUsed };
  try {
    appendFileSync(join(process.env.TELL_MEMORY_INTO, `${process.pid}.jsonl`), `${JSON.stringify(sample)}\n`);
  } catch (error) {
    // The folder is gone at the end of the measurement: that must not disturb what is measured.
    clearInterval(telling);
    process.stderr.write(`${String(error)}\n`);
  }
}

let telling;
if (isMainThread && process.env.TELL_MEMORY_INTO) telling = setInterval(tell, EVERY_MS).unref();
