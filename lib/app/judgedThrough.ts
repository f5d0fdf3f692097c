import type { Instance } from '../ports/InstanceStore';

/**
 * Through which bar an instance has been judged: the cursor, unless it was never judged since it was
 * armed. Such a rule may have been written while a sweep passed, or projected late by the reconciler.
 *
 * Units  epoch ms.
 */
export function judgedThrough({ state }: Instance, cursor: number | undefined): number {
  if (cursor === undefined || state.lastBar === state.armedAt) return state.lastBar;
  return Math.max(cursor, state.lastBar);
}
