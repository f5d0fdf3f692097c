import { LRUCache } from 'lru-cache';
import type { Cache } from '../ports/Cache';

type Keeping = {
  /** The longest that a value is kept. */
  readonly mostMs: number;
  /** How many values are kept: the one that was asked for the longest ago makes room. */
  readonly most: number;
  /** Draws from 0…1, so that processes that read together do not come back together. */
  readonly chance: () => number;
};

/** By so much of its time a value may go earlier. */
const JITTER = 0.1;

/** A cache in memory; a value's time runs from when its making begins. */
export function processCache<Value>(
  { mostMs, most, chance }: Keeping,
  clock: { now(): number },
): Cache<Value> {
  const kept = new LRUCache<string, Promise<Value>>({
    max: most,
    ttl: mostMs,
    ttlResolution: 0,
    perf: clock,
  });

  const making = (name: string, make: () => Promise<Value>): Promise<Value> => {
    const made = make();
    kept.set(name, made, { ttl: Math.max(1, Math.ceil(mostMs * (1 - JITTER * chance()))) });
    made.catch(() => forget(name, made));
    return made;
  };

  const forget = (name: string, standing: Promise<Value>): void => {
    if (kept.peek(name) === standing) kept.delete(name);
  };

  return {
    async get(name, make, isFresh = () => true) {
      for (let standing = kept.get(name); standing; standing = kept.get(name)) {
        const value = await standing;
        if (isFresh(value)) return value;
        forget(name, standing);
      }
      return making(name, make);
    },
  };
}
