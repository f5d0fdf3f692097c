/**
 * A deep copy of what is stored: a caller that changes what it gave changes nothing that is stored, and what is
 * undefined is missing here as in the real stores. It is frozen with everything in it, so that one copy serves everybody
 * who asks.
 *
 * Throws  an error for what JSON cannot carry, which the real stores would lose or spoil.
 */
export const copyOf = <T>(stored: T): T => copied(stored) as T;

function copied(part: unknown): unknown {
  if (Array.isArray(part)) return Object.freeze(part.map(copied));
  if (typeof part !== 'object' || part === null) return carried(part);
  if (Object.getPrototypeOf(part) !== Object.prototype) throw uncarried(part);
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(part)) {
    const value = (part as Record<string, unknown>)[key];
    if (value !== undefined) copy[key] = copied(value);
  }
  return Object.freeze(copy);
}

function carried(part: unknown): unknown {
  const isCarried =
    part === null || typeof part === 'string' || typeof part === 'boolean' || Number.isFinite(part);
  if (!isCarried) throw uncarried(part);
  return part;
}

const uncarried = (part: unknown): Error => new Error(`a store cannot carry ${String(part)}`);
