import type { ConditionKind } from '../condition';
import { tested } from '../kleene';
import { inOneUnit } from '../operands/sharedUnit';
import { readKeys } from '../parsing/readKeys';
import { below } from '../parsing/ruleReader';
import type { Comparison, ComparisonCond } from '../rule';
import { ungrouped } from '../words';
import type { LeafPlan } from './leaf';
import { leaf } from './leaf';

/** A condition of two sides, `left` and `right`. */
export function twoSided<Op extends Comparison>(
  op: Op,
  words: string,
  verdict: LeafPlan['verdict'],
): ConditionKind<ComparisonCond<Op>> {
  return {
    parse: (json, path, reader) => {
      const node = readKeys(json, path, { required: ['op', 'left', 'right'] }, reader);
      const left = reader.expr(node?.['left'], below(path, 'left'));
      const right = reader.expr(node?.['right'], below(path, 'right'));
      return left === undefined || right === undefined ? undefined : { op, left, right };
    },
    compile: (cond, path, scope) => {
      const [left, right] = inOneUnit([scope.operand(cond.left), scope.operand(cond.right)] as const);
      const sides = [
        { key: 'left', operand: left },
        { key: 'right', operand: right },
      ];
      return leaf(
        { op, path, words: `${ungrouped(left.words)} ${words} ${ungrouped(right.words)}`, sides, verdict },
        scope,
      );
    },
  };
}

/** `>` and its kin: of the current values alone, so that it is true on the first known bar. */
export function comparison<Op extends Comparison>(
  op: Op,
  words: string,
  holds: (left: number, right: number) => boolean,
): ConditionKind<ComparisonCond<Op>> {
  return twoSided(op, words, ({ current }) => ({ truth: tested(current, holds) }));
}
