import type { CompiledRule } from './compileRule';
import { evaluationWindow } from './evaluationWindow';
import type { ConditionTruth } from './finding';
import type { Frame } from './frame';

/**
 * How a rule's condition stands on the current bar, apart from any state: a rule whose condition is
 * already true when it is created deserves a warning.
 *
 * Edge  a frame without slots is unknown as `missingBar`.
 */
export function conditionNow(compiled: CompiledRule, frame: Frame): ConditionTruth {
  const window = evaluationWindow(frame, compiled.lookbackSlots);
  return compiled.condition.judge(window, window.slots.length - 1).tree;
}
