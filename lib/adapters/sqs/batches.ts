/**
 * A message as the text of its body, in ASCII: SQS refuses characters that XML 1.0 cannot carry, and
 * JSON can escape every one.
 *
 * @example bodyOf({ name: 'é' }) // → '{"name":"\\u00e9"}'
 */
export const bodyOf = (message: unknown): string =>
  JSON.stringify(message).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

const MOST_ENTRIES = 10;
const MOST_BYTES = 262_144;

/**
 * Message bodies in batches that SQS takes: at most 10, and at most 256 KB together.
 *
 * Edge    a body that is too large by itself is a batch of its own, for SQS to refuse.
 * @example batches(['a', 'b']) // → [['a', 'b']]
 */
export function batches(bodies: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let bytes = Infinity;
  for (const body of bodies) {
    const size = Buffer.byteLength(body);
    const batch = all.at(-1);
    if (batch !== undefined && batch.length < MOST_ENTRIES && bytes + size <= MOST_BYTES) {
      batch.push(body);
      bytes += size;
    } else {
      all.push([body]);
      bytes = size;
    }
  }
  return all;
}
