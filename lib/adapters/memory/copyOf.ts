/**
 * A deep copy by way of JSON, which is what the real stores keep: a caller that changes what it gave
 * changes nothing that is stored, and whatever JSON cannot carry is missing here as it is there. It is
 * frozen with everything in it, so that one copy serves everybody who asks.
 */
export const copyOf = <T>(stored: T): T => copied(stored) as T;

function copied(part: unknown): unknown {
  if (Array.isArray(part)) return Object.freeze(part.map(copied));
  if (typeof part !== 'object' || part === null) return part;
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(part)) {
    const value = (part as Record<string, unknown>)[key];
    if (value !== undefined) copy[key] = copied(value);
  }
  return Object.freeze(copy);
}
