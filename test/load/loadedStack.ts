import { join } from 'node:path';
import { freePort } from '../support/freePort';
import type { RunningStack } from '../support/runningStack';
import { startStack, until } from '../support/runningStack';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

const START_MS = 90_000;
const ALERT_MS = 60_000;
const SESSION_MS = 2_000;

/**
 * Runs `work` against a local stack of its own, on free ports and an empty folder, as soon as its first alert is
 * there to be read; then stops the stack and deletes its folder, whatever has happened.
 */
export async function onLoadedStack<Result>(
  environment: Readonly<Record<string, string>>,
  work: (apiUrl: string) => Promise<Result>,
): Promise<Result> {
  const [port, lambdaPort, cloudPort] = [await freePort(), await freePort(), await freePort()];
  const directory = join(temporaryFolder(), 'data');
  const stack = startStack({ directory, port, lambdaPort, cloudPort, sessionMs: SESSION_MS, environment });
  const stop = async () => {
    await stack.interrupt();
    removeTemporaryFolders();
  };
  const leave = () => void stop().finally(() => process.exit(130));
  process.once('SIGINT', leave).once('SIGTERM', leave);
  try {
    await ready(stack);
    return await work(`http://127.0.0.1:${port}`);
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave);
    await stop();
  }
}

async function ready(stack: RunningStack): Promise<void> {
  const hasAlert = async () => (await stack.api('GET', '/v1/alerts')).body.data.items.length > 0;
  try {
    await until('the start of the stack', START_MS, async () => stack.output().includes('ready in'));
    await until('a first alert', ALERT_MS, hasAlert);
  } catch (error) {
    throw new Error(`${(error as Error).message}; the stack said:\n${stack.output()}`, { cause: error });
  }
}
