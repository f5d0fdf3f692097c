import { parseArgs } from 'node:util';
import { startCloud } from './cloud';

/** The embedded cloud alone, for tests: prints `{"url":…}` on one line and stops on SIGTERM or when its parent is gone. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, dir: { type: 'string' } },
  });
  const log = (line: string) => void process.stderr.write(`${line}\n`);
  const cloud = await startCloud({ port: Number(values.port), directory: values.dir, log });
  const stop = () => void cloud.close().then(() => process.exit(0));
  process.once('SIGTERM', stop).once('SIGINT', stop);
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 1000).unref();
  process.stdout.write(`${JSON.stringify({ url: cloud.url })}\n`);
}

void main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
