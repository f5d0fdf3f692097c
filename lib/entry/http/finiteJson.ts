/**
 * JSON text of an answer. A number that is not finite would silently become null where a number is
 * promised: it is a bug of ours, and is thrown as one.
 */
export function finiteJson(answer: object): string {
  const text = JSON.stringify(answer);
  // Only a text that holds a null can hide one; a replacer would make every answer several times slower.
  if (text.includes('null')) refuseInfinite(answer);
  return text;
}

function refuseInfinite(whole: object): void {
  for (const key of Object.keys(whole)) {
    const part: unknown = whole[key as keyof typeof whole];
    if (typeof part === 'number' && !Number.isFinite(part))
      throw new Error(`the answer holds ${part} at "${key}"`);
    if (typeof part === 'object' && part !== null) refuseInfinite(part);
  }
}
