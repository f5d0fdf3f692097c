import type { Undo } from './undo';

export type Stopping = {
  /** Stops everything, once, and ends the process. */
  readonly stop: (exitCode: number) => Promise<void>;
  /** Ctrl-C: the first stops everything in order, the next ends the process at once. */
  readonly interrupt: () => void;
  readonly hasBegun: () => boolean;
};

/** A terminal signals its whole process group, and the processes above pass the signal on: this soon it is the same key. */
const SAME_KEY_MS = 500;
const SILENT_MS = 1000;
const INTERRUPTED = 130;

/** The end of the local stack. */
export function stoppingOf(
  undo: Undo,
  tools: {
    readonly log: (line: string) => void;
    readonly print: (text: string) => void;
    readonly exit: (code: number) => void;
  },
): Stopping {
  let begunMs: number | undefined;
  let stopped: Promise<void> | undefined;
  const run = async (exitCode: number) => {
    const notice = setTimeout(() => tools.print('\n  Stopping… (Ctrl-C again ends at once)'), SILENT_MS);
    await undo.run(tools.log);
    clearTimeout(notice);
    tools.exit(exitCode);
  };
  const stop = (exitCode: number) => {
    begunMs ??= Date.now();
    stopped ??= run(exitCode);
    return stopped;
  };
  return {
    stop,
    interrupt: () => {
      if (begunMs !== undefined && Date.now() - begunMs > SAME_KEY_MS) tools.exit(INTERRUPTED);
      else void stop(0);
    },
    hasBegun: () => begunMs !== undefined,
  };
}
