import type { ConditionKind } from '../condition';
import { treeNode } from '../condition';
import type { Truth } from '../kleene';
import { allOf, anyOf } from '../kleene';
import { readKeys } from '../parsing/readKeys';
import { readList } from '../parsing/readList';
import { below } from '../parsing/ruleReader';
import type { Cond } from '../rule';

type ListKey = 'all' | 'any';

type ListCond<Key extends ListKey> = Extract<Cond, Readonly<Record<Key, readonly Cond[]>>>;

/** A condition made of several others. */
function listOf<Key extends ListKey>(
  key: Key,
  join: string,
  truthOf: (truths: readonly Truth[]) => Truth,
): ConditionKind<ListCond<Key>> {
  return {
    parse: (json, path, reader) => {
      const node = readKeys(json, path, { optional: [key] }, reader);
      const list = readList(node?.[key], below(path, key), reader.cond, reader);
      return list && ({ [key]: list } as ListCond<Key>);
    },
    compile: (cond, path, scope) => {
      const list = (cond as Readonly<Record<Key, readonly Cond[]>>)[key];
      const parts = list.map((part, index) => scope.condition(part, `${path}.${key}.${index}`));
      return {
        words:
          parts.length === 1 ? (parts[0]?.words ?? '') : `(${parts.map((part) => part.words).join(join)})`,
        lookback: Math.max(...parts.map((part) => part.lookback)),
        horizonsBars: parts.flatMap((part) => part.horizonsBars),
        judge: (window, index) => {
          const judged = parts.map((part) => part.judge(window, index));
          const truth = truthOf(judged.map((one) => one.truth));
          const tree = treeNode(
            path,
            key,
            truth,
            judged.map((one) => one.tree),
          );
          return { truth, tree, values: judged.flatMap((one) => one.values) };
        },
      };
    },
  };
}

/** `{all: […]}`: every one holds. */
export const all = listOf('all', ' and ', allOf);

/** `{any: […]}`: at least one holds. */
export const any = listOf('any', ' or ', anyOf);
