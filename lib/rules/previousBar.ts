import type { EvaluationWindow } from './frame';
import { GAP_SLOTS } from './lookback';
import type { Operand } from './operands/operand';
import { isKnown } from './reading';

export type PreviousBar =
  | { readonly known: true; readonly index: number }
  | { readonly known: false; readonly why: 'warmUp' | 'stale' };

/** How many slots before a bar its previous bar is looked for. */
export const previousSearch = (staleBars: number): number => Math.max(staleBars, GAP_SLOTS);

/**
 * The last bar before `index` on which every operand was known.
 *
 * Edge  older than `staleBars` slots it is `stale`; when there never was one (or it lies behind a gap
 *       too long to remember) it is `warmUp`.
 */
export function previousBar(
  window: EvaluationWindow,
  index: number,
  operands: readonly Operand[],
  staleBars: number,
): PreviousBar {
  for (let age = 1; age <= previousSearch(staleBars); age += 1) {
    const at = index - age;
    if (at < window.firstKnown) break;
    const allKnown = window.slots[at]?.bar && operands.every((operand) => isKnown(operand.at(window, at)));
    if (allKnown) return age <= staleBars ? { known: true, index: at } : { known: false, why: 'stale' };
  }
  return { known: false, why: 'warmUp' };
}
