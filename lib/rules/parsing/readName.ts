import { given } from '../../quoted';
import type { RuleReader } from './ruleReader';

const LONGEST_NAME = 100;

/** What leaves a mark on paper: a name of blanks, controls or zero-width characters names nothing. */
const VISIBLE = /(?!\p{DI})[\p{L}\p{N}\p{P}\p{S}]/u;

/** Reads a rule's name: 1 to 100 characters, at least one of them visible. */
export function readName(
  json: unknown,
  path: string,
  reader: Pick<RuleReader, 'mistake'>,
): string | undefined {
  if (json === undefined) return undefined;
  const fits = typeof json === 'string' && VISIBLE.test(json) && json.length <= LONGEST_NAME;
  return fits
    ? json
    : reader.mistake(
        path,
        `must be a text of 1 to ${LONGEST_NAME} characters that can be seen, not ${given(json)}`,
      );
}
