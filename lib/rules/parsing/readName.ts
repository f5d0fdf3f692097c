import { quoted } from './quoted';
import type { RuleReader } from './ruleReader';

const LONGEST_NAME = 100;

/** Reads a rule's name: 1 to 100 characters, not only blanks. */
export function readName(
  json: unknown,
  path: string,
  reader: Pick<RuleReader, 'mistake'>,
): string | undefined {
  if (json === undefined) return undefined;
  const fits = typeof json === 'string' && json.trim() !== '' && json.length <= LONGEST_NAME;
  return fits
    ? json
    : reader.mistake(path, `must be a text of 1 to ${LONGEST_NAME} characters, not ${quoted(json)}`);
}
