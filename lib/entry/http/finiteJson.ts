/**
 * JSON text of an answer. A number that is not finite would silently become null where a number is
 * promised: it is a bug of ours, and is thrown as one.
 */
export const finiteJson = (answer: unknown): string =>
  JSON.stringify(answer, (key, value: unknown) => {
    if (typeof value !== 'number' || Number.isFinite(value)) return value;
    throw new Error(`the answer holds ${value} at "${key}"`);
  });
