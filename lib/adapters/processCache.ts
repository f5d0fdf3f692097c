import type { Cache } from '../ports/Cache';

type Laws = {
  /** The longest that a value is served, from when its making began. */
  readonly mostMs: number;
  /** How many values are kept: the one that was asked for the longest ago makes room. */
  readonly most: number;
  /** Draws from 0…1, so that processes that read together do not come back together. */
  readonly chance: () => number;
};

/** Over as soon as `until` is: a value that is still being made has no end. */
type Entry<Value> = { readonly made: Promise<Value>; until: number };

/** By so much of its time a value may go earlier. */
const JITTER = 0.1;

/** A cache in memory. What is being made is neither over nor in the way: it is counted once it is made. */
export function processCache<Value>({ mostMs, most, chance }: Laws, clock: { now(): number }): Cache<Value> {
  /** In the order in which they were last asked for. */
  const kept = new Map<string, Entry<Value>>();

  const standing = (name: string): Entry<Value> | undefined => {
    const found = kept.get(name);
    kept.delete(name);
    if (found === undefined || clock.now() > found.until) return undefined;
    kept.set(name, found);
    return found;
  };

  const forget = (name: string, gone: Entry<Value>): void => {
    if (kept.get(name) === gone) kept.delete(name);
  };

  const makeRoom = (): void => {
    const now = clock.now();
    for (const [name, entry] of kept) if (now > entry.until) forget(name, entry);
    for (const [name, entry] of kept) if (kept.size > most && entry.until < Infinity) forget(name, entry);
  };

  const making = async (
    name: string,
    make: () => Promise<Value>,
    isKept: (made: Value) => boolean,
  ): Promise<Value> => {
    const until = clock.now() + mostMs * (1 - JITTER * chance());
    const entry: Entry<Value> = { made: make(), until: Infinity };
    kept.set(name, entry);
    try {
      const value = await entry.made;
      entry.until = until;
      if (!isKept(value)) forget(name, entry);
      makeRoom();
      return value;
    } catch (error) {
      forget(name, entry);
      throw error;
    }
  };

  return {
    async get(name, make, { isFresh = () => true, isKept = () => true } = {}) {
      for (let found = standing(name); found; found = standing(name)) {
        const value = await found.made;
        if (isFresh(value)) return value;
        forget(name, found);
      }
      return making(name, make, isKept);
    },
  };
}
