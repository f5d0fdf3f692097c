import { Problem } from '../../problems';
import { quoted } from '../../quoted';

const VERSION = /^(?:"([1-9][0-9]{0,14})"|([1-9][0-9]{0,14}))$/;

/**
 * The version that the caller has read, bare or quoted.
 *
 * Throws  INPUT_PRECONDITION when the header is absent, INPUT_INVALID when it is no version.
 * @example readIfMatch('"3"') // → 3
 */
export function readIfMatch(header: string | undefined): number {
  if (header === undefined) {
    throw new Problem(
      'INPUT_PRECONDITION',
      'If-Match is missing; send the "version" (or ETag) that you read, so that nobody else\'s change is lost.',
    );
  }
  const match = VERSION.exec(header.trim());
  const text = match?.[1] ?? match?.[2];
  if (text !== undefined) return Number(text);
  const message = `If-Match is ${quoted(header)}; send one version, such as 3 or "3".`;
  throw new Problem('INPUT_INVALID', message, { details: [{ path: 'If-Match', message }] });
}
