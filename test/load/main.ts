import { drive } from './drive';
import { loadFailures } from './loadFailures';
import { loadTable } from './loadTable';
import { onLoadedStack } from './loadedStack';
import { MIX } from './mix';
import { numberOption } from './options';

/** Loads a local stack of its own and prints what it answered; whatever a load must not show is a failure. */
async function main(): Promise<void> {
  const seconds = numberOption(process.argv.slice(2), 'seconds', 60);
  const report = await onLoadedStack({}, (apiUrl) => drive(apiUrl, MIX, seconds));
  const failures = loadFailures(report);
  console.log(`${loadTable(report)}\n`);
  if (report.rows.some(({ statuses }) => statuses.includes(429)))
    console.log('429 is the rate limit of the key: the RATE_PER_SECOND of this stack is below the load.');
  console.log(failures.length === 0 ? 'no failures' : failures.join('\n'));
  if (failures.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
