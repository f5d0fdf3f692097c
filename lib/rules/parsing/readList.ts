import { given } from '../../quoted';
import type { RuleReader } from './ruleReader';
import { below } from './ruleReader';

/** Reads a list of at least one item, each by its number. */
export function readList<Item>(
  json: unknown,
  path: string,
  readItem: (item: unknown, path: string) => Item | undefined,
  reader: Pick<RuleReader, 'mistake'>,
): readonly Item[] | undefined {
  if (json === undefined) return undefined;
  if (!Array.isArray(json) || json.length === 0) {
    return reader.mistake(path, `must be a list of at least one, not ${given(json)}`);
  }
  const items = json.map((item: unknown, index) => readItem(item ?? null, below(path, index)));
  const read = items.filter((item) => item !== undefined);
  return read.length === json.length ? read : undefined;
}

/** Reads a list of exactly two. */
export function readPair<First, Second>(
  json: unknown,
  path: string,
  [readFirst, readSecond]: readonly [
    (item: unknown, path: string) => First | undefined,
    (item: unknown, path: string) => Second | undefined,
  ],
  reader: Pick<RuleReader, 'mistake'>,
): readonly [First, Second] | undefined {
  if (json === undefined) return undefined;
  if (!Array.isArray(json) || json.length !== 2) {
    return reader.mistake(path, `must be a list of exactly two, not ${given(json)}`);
  }
  const first = readFirst(json[0] ?? null, below(path, 0));
  const second = readSecond(json[1] ?? null, below(path, 1));
  return first === undefined || second === undefined ? undefined : [first, second];
}
