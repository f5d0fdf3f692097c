import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';

/** An answer as it is kept: its text, or that compressed. */
export type PackedAnswer = string | Uint8Array;

/** What is smaller takes no less to write: DynamoDB counts by the kilobyte. */
const SMALL_BYTES = 1_024;

/** An item of DynamoDB holds 409,600 bytes; its keys and marks take less than the rest. */
const MOST_BYTES = 400_000;

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** An answer in the smaller of its forms; undefined where even that is larger than what can be kept. */
export async function packedAnswer(answer: string): Promise<PackedAnswer | undefined> {
  const bytes = Buffer.from(answer);
  if (bytes.length <= SMALL_BYTES) return answer;
  const compressed = await deflate(bytes);
  const isSmaller = compressed.length < bytes.length;
  if (Math.min(compressed.length, bytes.length) > MOST_BYTES) return undefined;
  return isSmaller ? compressed : answer;
}

/** The answer that was packed. */
export const unpackedAnswer = async (packed: PackedAnswer): Promise<string> =>
  typeof packed === 'string' ? packed : (await inflate(packed)).toString();
