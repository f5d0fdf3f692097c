import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from '../../lib/cli/bundling';
import { ROOT } from '../support/repository';
import type { BenchRow } from './benchRow';

const P99_LIMIT_MS = 5;
const RSS_LIMIT_MB = 90;

/** Whole calls of the prediction handler in a process of their own, and the most memory it took. */
export async function run(): Promise<BenchRow[]> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'bench-'));
  try {
    const outfile = join(folder, 'predictionPath.mjs');
    const entry = join(ROOT, 'test/bench/predictionPath.main.ts');
    await build({ ...BUNDLING, entryPoints: [entry], outfile, outExtension: {} });
    const printed = execFileSync(process.execPath, [outfile]).toString();
    const { p50Ms, p99Ms, peakRssMb } = JSON.parse(printed) as Record<
      'p50Ms' | 'p99Ms' | 'peakRssMb',
      number
    >;
    return [
      limited(
        `prediction handler, p99 of warm calls (median ${p50Ms.toFixed(2)} ms)`,
        p99Ms,
        P99_LIMIT_MS,
        'ms',
      ),
      limited('peak memory of the prediction path, training included', peakRssMb, RSS_LIMIT_MB, 'MB'),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function limited(work: string, measured: number, limit: number, unit: string): BenchRow {
  const ratio = measured / limit;
  const ours = `${measured.toFixed(2)} ${unit}`;
  return { work, ours, peer: `limit ${limit} ${unit}`, ratio, gate: '≤ 1 of the limit', ok: ratio <= 1 };
}
