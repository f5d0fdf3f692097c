/**
 * A deep copy by way of JSON, which is what the real stores keep: a caller that changes what it gave
 * changes nothing that is stored, and whatever JSON cannot carry is missing here as it is there. It is
 * frozen with everything in it, so that one copy serves everybody who asks.
 */
export const copyOf = <T>(stored: T): T => frozen(JSON.parse(JSON.stringify(stored)) as T);

function frozen<T>(part: T): T {
  if (typeof part !== 'object' || part === null) return part;
  for (const key of Object.keys(part)) frozen(part[key as keyof T]);
  return Object.freeze(part);
}
