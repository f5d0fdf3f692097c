import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { HISTORY_BARS } from '../../lib/app/barHistory';
import { modelSlot } from '../../lib/app/modelSlot';
import { requestTraining, trainModel } from '../../lib/app/train';
import { BUNDLING } from '../../lib/cli/bundling';
import { sessionOn } from '../../lib/market/calendar/sessionOn';
import { ROOT } from '../support/repository';
import { KEYS } from '../support/servedWorld';
import { walkBars, world } from '../support/world';
import type { BenchRow } from './benchRow';
import type { Prepared } from './predictionPath.main';

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
    const data = join(folder, 'prepared.json');
    writeFileSync(data, JSON.stringify(await prepare()));
    const result = join(folder, 'result.json');
    // Standard output is where the metrics of every call go, as on Lambda.
    execFileSync(process.execPath, [outfile, data, result], { stdio: ['ignore', 'ignore', 'inherit'] });
    const measured = JSON.parse(readFileSync(result, 'utf8')) as Record<string, number>;
    const { p50Ms, p99Ms, firstPeakMb, peakMb } = measured;
    const latency = `prediction handler, p99 of warm calls (median ${p50Ms!.toFixed(2)} ms)`;
    const memory = `peak memory of a process that predicts once (after 1,500 calls ${peakMb!.toFixed(0)} MB)`;
    return [limited(latency, p99Ms!, P99_LIMIT_MS, 'ms'), limited(memory, firstPeakMb!, RSS_LIMIT_MB, 'MB')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Trains what the prediction path then only reads. */
async function prepare(): Promise<Prepared> {
  const symbol = 'DEMO.A';
  const bars = walkBars('2000-01-03', '2008-07-31', 3);
  const marketNow = sessionOn('2008-07-31')!.closeAt;
  const { deps } = world({ bars: { [symbol]: bars }, marketNow });
  const request = { tenant: 'local', symbol, interval: '1d', horizon: '1d', model: 'ridge' } as const;
  const job = await trainModel(deps, { tenant: 'local', jobId: (await requestTraining(deps, request)).id });
  const slot = modelSlot(symbol, '1d', '1d');
  const card = await deps.registry.card(slot, job.modelId!);
  const artifact = await deps.models.get(card!.artifactKey);
  return {
    symbol,
    bars: bars.slice(-HISTORY_BARS),
    marketNow,
    key: KEYS[0]!,
    slot,
    card: card!,
    artifact: artifact!,
  };
}

function limited(work: string, measured: number, limit: number, unit: string): BenchRow {
  const ratio = measured / limit;
  const ours = `${measured.toFixed(2)} ${unit}`;
  return { work, ours, peer: `limit ${limit} ${unit}`, ratio, gate: '≤ 1 of the limit', ok: ratio <= 1 };
}
