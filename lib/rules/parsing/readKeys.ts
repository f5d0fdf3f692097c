import { given } from '../../quoted';
import type { RequiredKey } from './missing';
import { missing } from './missing';
import type { RuleReader } from './ruleReader';
import { below, MOST_MISTAKES } from './ruleReader';
import { wordProblem } from './wordProblem';

export type Keys = {
  readonly required?: readonly RequiredKey[];
  /** Keys that may be absent, and those by which the object was recognised, which stand in it. */
  readonly optional?: readonly string[];
  /** Keys of the language that this version does not speak. */
  readonly later?: readonly string[];
};

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object as JSON writes it: neither null nor an array. */
export const isJsonObject = (json: unknown): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/**
 * Reads an object whose keys are a closed list; every unknown and every missing key is a mistake
 * under its own path. What stands under the known keys is the caller's to read.
 */
export function readKeys(
  json: unknown,
  path: string,
  { required = [], optional = [], later = [] }: Keys,
  reader: Pick<RuleReader, 'mistake'>,
): JsonObject | undefined {
  if (json === undefined) return undefined;
  const accepted = [...required, ...optional];
  if (!isJsonObject(json)) {
    return reader.mistake(path, `must be an object with ${accepted.join(', ')}, not ${given(json)}`);
  }
  const words = { what: 'key', accepted, later };
  const present = Object.keys(json);
  for (const key of present.filter((key) => !accepted.includes(key)).slice(0, MOST_MISTAKES)) {
    reader.mistake(below(path, key), wordProblem(key, words));
  }
  for (const key of required) {
    if (!present.includes(key) || json[key] === undefined) reader.mistake(below(path, key), missing(key));
  }
  return Object.fromEntries(accepted.filter((key) => present.includes(key)).map((key) => [key, json[key]]));
}
