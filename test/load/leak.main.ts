import { join } from 'node:path';
import { temporaryFolder } from '../support/temporaryFolder';
import { drive } from './drive';
import { loadFailures } from './loadFailures';
import { onLoadedStack } from './loadedStack';
import type { Growth } from './memory';
import { growthOf, leaks, memoryTable, memoryTold } from './memory';
import { MIX } from './mix';
import { numberOption } from './options';

/** By then V8 has grown its heaps to what the load takes. */
const WARM_UP_S = 180;
const TELLER = join(__dirname, 'tellMemory.cjs');

type Measured = { readonly growths: readonly Growth[]; readonly failures: readonly string[] };

/** The growth of every process that lived through `seconds` of load, which began after a warm-up of the same load. */
async function measured(apiUrl: string, folder: string, seconds: number): Promise<Measured> {
  const warmUp = await drive(apiUrl, MIX, WARM_UP_S);
  const from = Date.now();
  const report = await drive(apiUrl, MIX, seconds);
  const to = Date.now();
  const growths = memoryTold(folder).map((told) => growthOf(told, from, to));
  if (growths.length === 0) throw new Error('no process of the stack has told its memory');
  return { growths, failures: [warmUp, report].flatMap(loadFailures) };
}

/** Loads a local stack of its own for minutes and prints how its processes grew; a leak is a failure. */
async function main(): Promise<void> {
  const minutes = numberOption(process.argv.slice(2), 'minutes', 10);
  const folder = temporaryFolder();
  const telling = { NODE_OPTIONS: `--require "${TELLER}"`, TELL_MEMORY_INTO: folder };
  const { growths, failures } = await onLoadedStack(telling, (apiUrl) =>
    measured(apiUrl, folder, minutes * 60),
  );
  console.log(`${memoryTable(growths)}\n`);
  const leaking = growths.filter(leaks).map(({ process: name }) => `${name} has grown too much`);
  const said = [...leaking, ...failures];
  console.log(said.length === 0 ? `no leak in ${minutes} minutes` : said.join('\n'));
  if (said.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
