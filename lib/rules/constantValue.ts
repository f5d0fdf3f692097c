import { ARITHMETIC } from './operands/arithmetic';
import type { ArithmeticKey } from './operands/arithmetic';
import type { Expr } from './rule';

/**
 * The value of an expression that is the same on every bar; undefined when it depends on one, or is
 * a division by zero.
 *
 * @example constantValue({ add: [100, { abs: -5 }] }) // → 105
 */
export function constantValue(expr: Expr): number | undefined {
  if (typeof expr === 'number') return expr;
  if (typeof expr === 'string') return undefined;
  if ('abs' in expr) return mapped([expr.abs], Math.abs);
  const key = (Object.keys(ARITHMETIC) as ArithmeticKey[]).find((candidate) => candidate in expr);
  if (key === undefined) return undefined;
  return mapped((expr as Readonly<Record<string, readonly Expr[]>>)[key] ?? [], ARITHMETIC[key].calculate);
}

function mapped(exprs: readonly Expr[], calculate: (...values: number[]) => number): number | undefined {
  const values = exprs.map(constantValue).filter((value) => value !== undefined);
  const outcome = values.length === exprs.length ? calculate(...values) : NaN;
  return Number.isFinite(outcome) ? outcome : undefined;
}
