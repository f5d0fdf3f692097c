import type { Invoke } from './invoke';

export type Ticker = {
  /** Invokes the function now, beside a run that has begun; settles when it has ended. */
  now(): Promise<void>;
  /** No run begins any more; one that has begun is awaited. */
  stop(): Promise<void>;
};

/** Invokes a function at once and then every so often, of itself never before its last run has ended. */
export function tick(
  functionName: string,
  { everyMs, invoke, log }: { everyMs: number; invoke: Invoke; log: (line: string) => void },
): Ticker {
  let running: Promise<void> | undefined;
  const beside = new Set<Promise<void>>();
  let isStopped = false;
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
  return {
    now: async () => {
      if (isStopped) return;
      const one = run();
      beside.add(one);
      await one;
      beside.delete(one);
    },
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await Promise.all([running, ...beside]);
    },
  };
}
