import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUNDLING } from '../../lib/cli/bundling';
import { BAR_INDICATORS, VALUE_INDICATORS } from '../../lib/features/indicators/indicatorTable';
import { ROOT } from '../support/repository';
import type { BenchRow } from './benchRow';
import type { Times } from './indicators.main';

const GATES = { batch: 4, streaming: 8 };

type Form = keyof typeof GATES;

type NamedTimes = Times & { readonly name: string };

const geometricMean = (each: readonly number[]): number =>
  Math.exp(each.reduce((sum, one) => sum + Math.log(one), 0) / each.length);

function rowOf(work: string, { ours, theirs }: Times, gate: number | undefined): BenchRow {
  const ratio = theirs / ours;
  return {
    work,
    ours: `${ours.toFixed(1)} ns`,
    peer: `${theirs.toFixed(1)} ns`,
    ratio,
    gate: gate === undefined ? 'in the mean' : `≥ ${gate} ×`,
    ok: gate === undefined || ratio >= gate,
  };
}

/** One row for all of them, by the geometric mean, and one for each. */
function rowsOf(form: Form, times: readonly NamedTimes[]): BenchRow[] {
  const mean = {
    ours: geometricMean(times.map(({ ours }) => ours)),
    theirs: geometricMean(times.map(({ theirs }) => theirs)),
  };
  return [
    rowOf(
      `${times.length} indicators, ${form}, a bar, against trading-signals (geometric mean)`,
      mean,
      GATES[form],
    ),
    ...times.map((each) => rowOf(`  ${each.name}, ${form}`, each, undefined)),
  ];
}

/**
 * Every indicator in both forms against trading-signals, each in a process of its own: where all of them pass one
 * loop, that loop is what is measured.
 */
export async function run(): Promise<BenchRow[]> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'bench-'));
  try {
    const outfile = join(folder, 'indicators.mjs');
    const entry = join(ROOT, 'test/bench/indicators.main.ts');
    await build({ ...BUNDLING, entryPoints: [entry], outfile, outExtension: {} });
    const timesOf = (name: string, form: Form): NamedTimes => {
      const told = execFileSync(process.execPath, [outfile, name, form]).toString();
      return { name, ...(JSON.parse(told) as Times) };
    };
    const names = Object.keys({ ...VALUE_INDICATORS, ...BAR_INDICATORS });
    return (['batch', 'streaming'] as const).flatMap((form) =>
      rowsOf(
        form,
        names.map((name) => timesOf(name, form)),
      ),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
