import type { Interval } from '../market/interval';
import type { EvaluationWindow } from './frame';
import type { ComparedValue, ConditionTruth } from './finding';
import type { Truth } from './kleene';
import type { Operand } from './operands/operand';
import type { JsonObject } from './parsing/readKeys';
import type { RuleReader } from './parsing/ruleReader';
import type { Cond, Expr } from './rule';

export type Judgement = {
  readonly truth: Truth;
  readonly tree: ConditionTruth;
  readonly values: readonly ComparedValue[];
};

/** A condition that can be judged on every slot of a window. */
export type Condition = {
  /** In plain words, without a full stop. */
  readonly words: string;
  /** Slots needed for one judgement, the judged one included. */
  readonly lookback: number;
  readonly horizonsBars: readonly number[];
  readonly judge: (window: EvaluationWindow, index: number) => Judgement;
};

/** What a condition is compiled with. */
export type ConditionScope = {
  readonly interval: Interval;
  /** Oldest age in bars that the previous bar may have. */
  readonly staleBars: number;
  readonly operand: (expr: Expr) => Operand;
  readonly condition: (cond: Cond, path: string) => Condition;
};

/** One kind of condition: how it is read from JSON, and how it is judged. */
export type ConditionKind<C> = {
  readonly parse: (json: JsonObject, path: string, reader: RuleReader) => C | undefined;
  readonly compile: (cond: C, path: string, scope: ConditionScope) => Condition;
};

/** A node of the condition tree as a finding shows it. */
export function treeNode(
  path: string,
  op: string,
  truth: Truth,
  children?: readonly ConditionTruth[],
): ConditionTruth {
  const below = children && { children };
  if (typeof truth === 'string') return { path, op, truth: 'unknown', reason: truth, ...below };
  return { path, op, truth: truth ? 'true' : 'false', ...below };
}
