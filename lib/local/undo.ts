/** What has been started, to be stopped in the opposite order. */
export type Undo = {
  add(step: () => unknown): void;
  /** Runs every step once; a step that fails does not keep the others from running. */
  run(log: (line: string) => void): Promise<void>;
};

export function undoList(): Undo {
  const steps: (() => unknown)[] = [];
  return {
    add: (step) => void steps.push(step),
    run: async (log) => {
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
        try {
          await step();
        } catch (error) {
          log(`stopping: ${String(error)}`);
        }
      }
    },
  };
}
