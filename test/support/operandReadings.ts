import type { Slot } from '../../lib/market/bar';
import type { Interval } from '../../lib/market/interval';
import { compileRule } from '../../lib/rules/compileRule';
import { evaluationWindow } from '../../lib/rules/evaluationWindow';
import type { Frame } from '../../lib/rules/frame';
import type { Expr } from '../../lib/rules/rule';
import { frameOf, ruleOf } from './series';

export type Read = number | null | string;

/**
 * What an expression reads on every slot of one window: its numbers, or why there is none. It is read
 * through a rule that compares it with itself, so that the whole way from the rule is taken.
 */
export function readingsOf(
  expr: Expr,
  slots: readonly Slot[],
  { interval = '1d', forecast }: { interval?: Interval; forecast?: Frame['forecast'] } = {},
): readonly Read[] {
  const { condition } = compileRule(ruleOf({ op: '>', left: expr, right: 0 }, { interval }));
  const window = evaluationWindow(frameOf(slots, { interval, ...(forecast && { forecast }) }), Infinity);
  return slots.map((_, index) => {
    const { values, tree } = condition.judge(window, index);
    return values[0]?.current ?? tree.reason ?? null;
  });
}
