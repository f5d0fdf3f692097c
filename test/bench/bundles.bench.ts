import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { max, median } from 'simple-statistics';
import { bundleFunctions } from '../../lib/cli/bundleFunctions';
import { BUNDLING } from '../../lib/cli/bundling';
import { ROOT } from '../support/repository';
import type { BenchRow } from './benchRow';

const ROUNDS = 15;
const ZIP_BUDGET_KB = 300;

/** What every function that stores anything has to load at least. */
const BARE_CLIENT = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
export const handler = () => new DynamoDBClient({}).send(new GetItemCommand({ TableName: 't', Key: {} }));`;

/** Milliseconds that importing one module takes in a process of its own. */
function coldImportMs(path: string): number {
  const url = JSON.stringify(pathToFileURL(path).href);
  const script = `const began = performance.now(); await import(${url}); process.stdout.write(String(performance.now() - began));`;
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script]).toString());
}

/** Sizes of the packages, and how long each takes to load beside a bare DynamoDB client. */
export async function run(): Promise<BenchRow[]> {
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'dist', 'bench-'));
  try {
    const bare = join(folder, 'bare.mjs');
    const source = join(folder, 'bare.ts');
    writeFileSync(source, BARE_CLIENT);
    await build({ ...BUNDLING, entryPoints: [source], outfile: bare, outExtension: {} });
    const outdir = join(folder, 'handlers');
    const bundles = await bundleFunctions({
      projectRoot: ROOT,
      outdir: outdir.slice(ROOT.length + 1),
      chunks: 'own',
    });
    const paths = [bare, ...bundles.map(({ name }) => join(outdir, `${name}.mjs`))];
    const millis = paths.map((): number[] => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      paths.forEach((path, index) => millis[index]?.push(coldImportMs(path)));
    }
    const [bareMs = Number.NaN, ...ownMs] = millis.map((series) => median(series));
    const zips = packagedKilobytes();
    return [
      sizeRow(`largest of ${zips.length} zips, kB`, max(zips)),
      ...bundles.map(({ name }, index) => importRow(name, ownMs[index] ?? Number.NaN, bareMs)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What `npm run package` leaves, layers aside. */
function packagedKilobytes(): readonly number[] {
  execFileSync('npm', ['run', '--silent', 'package'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const folder = join(ROOT, 'dist/package');
  const zips = readdirSync(folder).filter((name) => name.endsWith('.zip') && name !== 'marketData.zip');
  return zips.map((name) => statSync(join(folder, name)).size / 1_000);
}

function sizeRow(work: string, kilobytes: number): BenchRow {
  const ratio = kilobytes / ZIP_BUDGET_KB;
  return {
    work,
    ours: `${kilobytes.toFixed(1)} kB`,
    peer: `${ZIP_BUDGET_KB} kB`,
    ratio,
    gate: '≤ 1',
    ok: ratio <= 1,
  };
}

function importRow(name: string, ownMs: number, bareMs: number): BenchRow {
  const ratio = ownMs / bareMs;
  const [ours, peer] = [ownMs, bareMs].map((ms) => `${ms.toFixed(1)} ms`) as [string, string];
  return {
    work: `cold import of ${name} / bare DynamoDB client`,
    ours,
    peer,
    ratio,
    gate: '≤ 1.5 ×',
    ok: ratio <= 1.5,
  };
}
