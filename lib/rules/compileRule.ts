import { conditionKind } from './conditionTable';
import type { Condition, ConditionScope } from './condition';
import { windowLength } from './lookback';
import { constant } from './operands/constant';
import { field } from './operands/field';
import type { Operand, OperandScope } from './operands/operand';
import { operandKind } from './operands/operandTable';
import type { Cond, Expr, Rule } from './rule';
import { spanLength } from './spanLength';
import { Problem } from '../problems';

/** A rule ready to be judged; made once, used on every bar. */
export type CompiledRule = {
  readonly condition: Condition;
  /** The newest slots it is judged on; a longer frame is cut to them, so more history changes nothing. */
  readonly lookbackSlots: number;
  /** Horizons in bars of the forecasts it reads, ascending; empty when it reads none. */
  readonly horizonsBars: readonly number[];
  /** Quiet bars after a firing; 0 without a cooldown. */
  readonly cooldownBars: number;
  readonly firesOnce: boolean;
  /** Readings it takes on one bar at most: its distinct operands, each on every slot it looks back on. */
  readonly readings: number;
};

const DEFAULT_STALE_AFTER = '3bars';

/**
 * Prepares a rule that `parseRule` accepted.
 *
 * Throws  RULE_INVALID when it is one that `parseRule` would have refused.
 */
export function compileRule(rule: Rule): CompiledRule {
  const computed = new Set<string>();
  const condition = compileCondition(rule, computed);
  const { cooldown, frequency } = rule.trigger ?? {};
  return {
    condition,
    lookbackSlots: windowLength(condition.lookback),
    horizonsBars: [...new Set(condition.horizonsBars)].sort((one, other) => one - other),
    cooldownBars: typeof cooldown === 'string' ? spanLength(cooldown, rule.interval) : (cooldown ?? 0),
    firesOnce: frequency === 'once',
    readings: computed.size * condition.lookback,
  };
}

/** Notes the key of every operand that is more than a number or a field of the bar itself. */
function compileCondition(
  { interval, staleAfter = DEFAULT_STALE_AFTER, when }: Rule,
  computed: Set<string>,
): Condition {
  const operands: OperandScope = {
    interval,
    operand: (expr) => {
      const operand = compileOperand(expr, operands);
      if (typeof expr === 'object' || operand.lookback > 1) computed.add(operand.key);
      return operand;
    },
  };
  const conditions: ConditionScope = {
    ...operands,
    staleBars: spanLength(staleAfter, interval),
    condition: (cond, path) => compileNode(cond, path, conditions),
  };
  return conditions.condition(when, 'when');
}

function compileOperand(expr: Expr, scope: OperandScope): Operand {
  if (typeof expr === 'number') return constant(expr);
  if (typeof expr === 'string') return field(expr, scope.interval);
  const kind = operandKind(expr);
  if (kind === undefined)
    throw new Problem('RULE_INVALID', `no operand is named by "${Object.keys(expr).join(', ')}"`);
  return kind.compile(expr, scope);
}

function compileNode(cond: Cond, path: string, scope: ConditionScope): Condition {
  const kind = conditionKind(cond);
  if (kind === undefined)
    throw new Problem('RULE_INVALID', `no condition is named by "${Object.keys(cond).join(', ')}"`);
  return kind.compile(cond, path, scope);
}
