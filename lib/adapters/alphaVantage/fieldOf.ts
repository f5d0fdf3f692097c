/** A field of an object by the end of its name: the numbers before it differ between functions. */
export const fieldOf = (fields: Readonly<Record<string, unknown>>, name: string): unknown =>
  Object.entries(fields).find(([key]) => key.replace(/^\d+\w?\. /, '').toLowerCase() === name)?.[1];
