import { CONDITION_KEYS, conditionKind } from './conditionTable';
import { LATER_WORDS } from './laterWords';
import { given } from '../quoted';
import { missing } from './parsing/missing';
import { isJsonObject } from './parsing/readKeys';
import type { RuleReader } from './parsing/ruleReader';
import { below } from './parsing/ruleReader';
import { wordProblem } from './parsing/wordProblem';
import type { Cond } from './rule';

/** Reads a condition: an object of the condition table. */
export function parseCond(json: unknown, path: string, reader: RuleReader): Cond | undefined {
  if (json === undefined) return undefined;
  const accepted = CONDITION_KEYS;
  if (!isJsonObject(json)) {
    return reader.mistake(
      path,
      `must be a condition, an object with one of ${accepted.join(', ')}, not ${given(json)}`,
    );
  }
  const kind = conditionKind(json);
  if (kind !== undefined) return kind.parse(json, path, reader);
  const keys = Object.keys(json);
  const later = LATER_WORDS.conditionKeys;
  const key = keys.find((candidate) => later.some((word) => word === candidate));
  if (key === undefined && ['left', 'right', 'lo', 'hi', 'by'].some((side) => Object.hasOwn(json, side))) {
    return reader.mistake(below(path, 'op'), missing('op'));
  }
  const named = key ?? keys[0];
  if (named === undefined)
    return reader.mistake(path, `must name a condition, one of ${accepted.join(', ')}`);
  return reader.mistake(below(path, named), wordProblem(named, { what: 'condition', accepted, later }));
}
