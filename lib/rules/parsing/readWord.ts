import type { RuleReader } from './ruleReader';
import type { Vocabulary } from './wordProblem';
import { wordProblem } from './wordProblem';

/** Reads one word of a closed list. */
export function readWord<Word extends string>(
  json: unknown,
  path: string,
  words: Vocabulary<Word>,
  reader: Pick<RuleReader, 'mistake'>,
): Word | undefined {
  if (json === undefined) return undefined;
  const word = words.accepted.find((accepted) => accepted === json);
  return word ?? reader.mistake(path, wordProblem(json, words));
}
