import type { ConditionKind } from '../condition';
import { treeNode } from '../condition';
import { negated } from '../kleene';
import { readKeys } from '../parsing/readKeys';
import { below } from '../parsing/ruleReader';
import type { Cond } from '../rule';
import { isOneGroup } from '../words';

/** `{not: Cond}`: the condition is false; what is unknown stays unknown. */
export const not: ConditionKind<Extract<Cond, { not: unknown }>> = {
  parse: (json, path, reader) => {
    const node = readKeys(json, path, { optional: ['not'] }, reader);
    const inner = reader.cond(node?.['not'], below(path, 'not'));
    return inner && { not: inner };
  },
  compile: (cond, path, scope) => {
    const inner = scope.condition(cond.not, below(path, 'not'));
    return {
      ...inner,
      words: `not ${isOneGroup(inner.words) ? inner.words : `(${inner.words})`}`,
      judge: (window, index) => {
        const judged = inner.judge(window, index);
        const truth = negated(judged.truth);
        return { truth, tree: treeNode(path, 'not', truth, [judged.tree]), values: judged.values };
      },
    };
  },
};
