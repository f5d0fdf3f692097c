import type { RuleEvent, Why } from './events';
import type { RuleState } from './state';

/** A reading that took part in a judgement; `undefined` is written as null, never as NaN. */
export type ComparedValue = {
  /** Dotted place in the rule, `when.all.0.left`. */
  readonly path: string;
  /** The operand as the rule writes it, in short: `close`, `150`, `sma(50)`. */
  readonly label: string;
  /** The operand in plain words: `close`, `the change of close over 1 bar`. */
  readonly words: string;
  /** `%` for percentages; absent for prices, volumes and plain numbers. */
  readonly unit?: '%';
  /** Present for a number of the rule, which is the same on every bar. */
  readonly constant?: true;
  readonly previous: number | null;
  readonly current: number | null;
};

/** The condition tree with each node's truth; `op` is `all`, `any`, `not` or a leaf's operator. */
export type ConditionTruth = {
  readonly path: string;
  readonly op: string;
  readonly truth: 'true' | 'false' | 'unknown';
  readonly reason?: Why;
  readonly children?: readonly ConditionTruth[];
};

declare const judged: unique symbol;

/** What one bar did to one instance. Only `step` makes it. */
export type Finding = {
  readonly state: RuleState;
  readonly events: readonly RuleEvent[];
  readonly why: Why;
  /** Absent where nothing was evaluated: a repeated bar, an ended or paused rule. */
  readonly condition?: ConditionTruth;
  readonly values: readonly ComparedValue[];
  readonly [judged]: true;
};
