/**
 * Fills the folder of the layer that a deployed replay plays: the bars of the package vega-datasets, or with
 * MARKET_DATA=csv every CSV file of MARKET_DATA_DIR.
 */
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeReplayCsv } from './writeReplayCsv';

const FOLDER = 'dist/layers/market-data/market-data';

async function fill(): Promise<void> {
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  if (process.env['MARKET_DATA'] !== 'csv') {
    await writeReplayCsv(FOLDER);
    return;
  }
  const from = process.env['MARKET_DATA_DIR'] ?? '';
  const files = (await readdir(from)).filter((name) => name.endsWith('.csv'));
  if (files.length === 0) throw new Error(`MARKET_DATA_DIR "${from}" holds no CSV file.`);
  await Promise.all(files.map((name) => copyFile(join(from, name), join(FOLDER, name))));
}

fill().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
