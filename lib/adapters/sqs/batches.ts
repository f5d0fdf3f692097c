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
