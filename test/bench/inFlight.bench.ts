import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from '../../lib/cli/bundling';
import { ROOT } from '../support/repository';
import type { BenchRow } from './benchRow';
import type { InFlight } from './inFlight.main';

const P99_LIMIT_MS = 5;

/**
 * Reads and rule writes through the doors, 50 in flight in one process, over memory adapters: the slowest route of
 * each, as the median of the p99 of a hundred rounds of 250 requests. Beside it the p99 of its quietest round, and of
 * all its 25,000 requests, pauses of the garbage collector included.
 */
export async function run(): Promise<BenchRow[]> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'bench-'));
  try {
    const outfile = join(folder, 'inFlight.mjs');
    const entry = join(ROOT, 'test/bench/inFlight.main.ts');
    await build({ ...BUNDLING, entryPoints: [entry], outfile, outExtension: {} });
    const measured = JSON.parse(execFileSync(process.execPath, [outfile]).toString()) as InFlight[];
    return [
      slowestRow(
        'reads',
        measured.filter(({ kind }) => kind === 'read'),
      ),
      slowestRow(
        'rule writes',
        measured.filter(({ kind }) => kind === 'write'),
      ),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function slowestRow(what: string, measured: readonly InFlight[]): BenchRow {
  const slowest = measured.reduce((one, other) => (other.usualP99Ms > one.usualP99Ms ? other : one));
  const { route, quietestP99Ms, usualP99Ms, allP99Ms } = slowest;
  const ratio = usualP99Ms / P99_LIMIT_MS;
  const beside = `quietest round ${quietestP99Ms.toFixed(2)} ms, all rounds ${allP99Ms.toFixed(2)} ms`;
  return {
    work: `p99 of ${measured.length} ${what}, 50 in flight: slowest ${route} (${beside})`,
    ours: `${usualP99Ms.toFixed(2)} ms`,
    peer: `limit ${P99_LIMIT_MS} ms`,
    ratio,
    gate: '≤ 1 of the limit',
    ok: ratio <= 1,
  };
}
