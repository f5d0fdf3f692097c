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
 * each, in the quietest of a hundred rounds of 250 requests, and beside it the median of all rounds.
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
  const slowest = measured.reduce((one, other) => (other.quietestP99Ms > one.quietestP99Ms ? other : one));
  const ratio = slowest.quietestP99Ms / P99_LIMIT_MS;
  return {
    work: `p99 of ${measured.length} ${what}, 50 in flight: slowest ${slowest.route} (usual round ${slowest.usualP99Ms.toFixed(2)} ms)`,
    ours: `${slowest.quietestP99Ms.toFixed(2)} ms`,
    peer: `limit ${P99_LIMIT_MS} ms`,
    ratio,
    gate: '≤ 1 of the limit',
    ok: ratio <= 1,
  };
}
