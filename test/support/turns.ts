/** Which worker is let go on, and for how many of its calls. */
export type Turn = { readonly worker: number; readonly calls: number };

type Waiting = { readonly worker: number; readonly go: () => void };

/**
 * Lets workers run side by side, one call at a time, in the order of a plan; a worker that waits for none is passed
 * over, and what is left after the plan goes on in the order of asking. Runs of many calls of one worker reach what a
 * fair choice between all seldom does: another that begins and ends within one step of it.
 */
export function turns(plan: readonly Turn[]) {
  const waiting: Waiting[] = [];

  /** A port of a worker, whose every call waits for its turn. */
  const port = <Port extends object>(worker: number, of: Port): Port =>
    new Proxy(of, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          await new Promise<void>((go) => waiting.push({ worker, go }));
          return (member as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });

  /** All that can go on without a further call has gone on by then. */
  const still = () => new Promise<void>((resolve) => void setImmediate(resolve));

  const letGo = async (is: (one: Waiting) => boolean): Promise<boolean> => {
    await still();
    const place = waiting.findIndex(is);
    if (place < 0) return false;
    waiting.splice(place, 1)[0]!.go();
    return true;
  };

  /** Waits for all that the workers do. */
  const run = async (work: readonly Promise<unknown>[]): Promise<void> => {
    for (const { worker, calls } of plan)
      for (let call = 0; call < calls && (await letGo((one) => one.worker === worker)); call += 1);
    while (await letGo(() => true));
    await Promise.all(work);
  };
  return { port, run };
}
