import type { Cache } from '../ports/Cache';

type Keeping = {
  /** The longest that a value is kept. */
  readonly mostMs: number;
  /** How many values are kept: the one that was asked for the longest ago makes room. */
  readonly most: number;
  /** Draws from 0…1, so that processes that read together do not come back together. */
  readonly chance: () => number;
};

type Kept<Value> = { readonly made: Promise<Value>; readonly until: number };

/** By so much of its time a value may go earlier. */
const JITTER = 0.1;

/** A cache in memory; a value's time runs from when its making begins. */
export function processCache<Value>(
  { mostMs, most, chance }: Keeping,
  clock: { now(): number },
): Cache<Value> {
  /** In the order in which they were last asked for. */
  const kept = new Map<string, Kept<Value>>();

  const standing = (name: string): Kept<Value> | undefined => {
    const found = kept.get(name);
    kept.delete(name);
    if (found === undefined || clock.now() > found.until) return undefined;
    kept.set(name, found);
    return found;
  };

  const forget = (name: string, gone: Kept<Value>): void => {
    if (kept.get(name) === gone) kept.delete(name);
  };

  const making = (name: string, make: () => Promise<Value>): Promise<Value> => {
    const until = clock.now() + mostMs * (1 - JITTER * chance());
    const fresh = { made: make(), until };
    kept.set(name, fresh);
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest);
    fresh.made.catch(() => forget(name, fresh));
    return fresh.made;
  };

  return {
    async get(name, make, isFresh = () => true) {
      for (let found = standing(name); found; found = standing(name)) {
        const value = await found.made;
        if (isFresh(value)) return value;
        forget(name, found);
      }
      return making(name, make);
    },
  };
}
