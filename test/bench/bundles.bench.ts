import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { median } from 'simple-statistics';
import { bundleFunctions } from '../../lib/cli/bundleFunctions';
import { BUNDLING } from '../../lib/cli/bundling';
import { budgetOf } from '../../lib/cli/zipBudget';
import { ROOT } from '../support/repository';
import type { BenchRow } from './benchRow';

const ROUNDS = 25;

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
    // As the SDK ships it: what we leave out of our own bundles is in it.
    await build({ ...BUNDLING, plugins: [], entryPoints: [source], outfile: bare, outExtension: {} });
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
    const zips = packages();
    const [reference, ...others] = [...zips].sort(
      (one, other) => Number(other.name === 'docs') - Number(one.name === 'docs'),
    );
    return [
      sizeRow(`largest of ${others.length} zips, kB`, largestOf(others)),
      sizeRow('zip of the reference page, kB', reference ?? largestOf(zips)),
      ...bundles.map(({ name }, index) => importRow(name, ownMs[index] ?? Number.NaN, bareMs)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Package = { readonly name: string; readonly kilobytes: number };

/** What `npm run package` leaves, layers aside. */
function packages(): readonly Package[] {
  execFileSync('npm', ['run', '--silent', 'package'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  const folder = join(ROOT, 'dist/package');
  const zips = readdirSync(folder).filter((name) => name.endsWith('.zip') && name !== 'marketData.zip');
  return zips.map((zip) => ({
    name: zip.replace(/[.]zip$/, ''),
    kilobytes: statSync(join(folder, zip)).size / 1_000,
  }));
}

const largestOf = (zips: readonly Package[]): Package =>
  zips.reduce((one, other) => (other.kilobytes > one.kilobytes ? other : one));

function sizeRow(work: string, { name, kilobytes }: Package): BenchRow {
  const budget = budgetOf(name) / 1_000;
  const ratio = kilobytes / budget;
  return {
    work,
    ours: `${kilobytes.toFixed(1)} kB`,
    peer: `${budget} kB`,
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
