import type { Invoke } from './invoke';

/**
 * Invokes a function every so often, never before its last run has ended.
 *
 * Answers how to stop: a run that has begun is awaited.
 */
export function tick(
  functionName: string,
  { everyMs, invoke, log }: { everyMs: number; invoke: Invoke; log: (line: string) => void },
): () => Promise<void> {
  let running: Promise<void> | undefined;
  const run = async () => {
    try {
      const { failed } = await invoke(functionName, { source: 'local.ticker' });
      if (failed !== undefined) log(`${functionName} failed: ${failed}`);
    } catch (error) {
      log(`${functionName} was not reached: ${String(error)}`);
    }
  };
  const start = () => {
    running ??= run().finally(() => {
      running = undefined;
    });
  };
  const timer = setInterval(start, everyMs);
  start();
  return async () => {
    clearInterval(timer);
    await running;
  };
}
