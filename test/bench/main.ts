import { textTable } from '../support/textTable';
import type { BenchRow } from './benchRow';
import { run as bars } from './bars.bench';
import { run as bundles } from './bundles.bench';
import { run as features } from './features.bench';
import { run as forecast } from './forecast.bench';
import { run as inFlight } from './inFlight.bench';
import { run as indicators } from './indicators.bench';
import { run as predictionPath } from './predictionPath.bench';
import { run as ridge } from './ridge.bench';
import { run as start } from './start.bench';

/**
 * Every benchmark; add yours here. What weighs much comes last: the peak memory of a process begins with that of the
 * one that has started it.
 */
const BENCHES: readonly (() => Promise<BenchRow[]>)[] = [
  ridge,
  indicators,
  features,
  forecast,
  predictionPath,
  inFlight,
  bundles,
  start,
  bars,
];

const HEADINGS = ['work', 'ours', 'peer', 'ratio', 'gate', 'ok'] as const;

const cellsOf = (row: BenchRow): string[] => [
  row.work,
  row.ours,
  row.peer,
  row.ratio.toFixed(2),
  row.gate,
  row.ok ? 'yes' : 'NO',
];

/** How a run ends that has missed a gate: a busy machine may do that to it, unlike any other failure. */
const MISSED = 3;

/** Runs the benchmarks one after the other and prints one table; a missed gate is a failure. */
async function main(): Promise<void> {
  const rows: BenchRow[] = [];
  for (const bench of BENCHES) rows.push(...(await bench()));
  const missed = rows.filter(({ ok }) => !ok).length;
  console.log(
    `${textTable(HEADINGS, rows.map(cellsOf))}\n\n${rows.length - missed} gates reached, ${missed} missed`,
  );
  if (missed > 0) process.exitCode = MISSED;
}

void main();
