import type { Interval } from '../../market/interval';
import type { Examples } from '../../models/examples';
import { type Block, walkForwardPlan } from '../walkForward';

export type BacktestPlan = {
  readonly blocks: readonly Block[];
  /** Place among the tested rows of the first that is scored: those before only teach how wrong forecasts are. */
  readonly scoredFrom: number;
};

/**
 * When to refit, and which rows to score: forecasts begin as soon as a model may learn, so that those that are scored have
 * intervals of measured errors.
 *
 * Shape   the rows that are scored are those that `walkForwardPlan` tests.
 */
export function backtestPlan(
  examples: Pick<Examples, 'firstRow' | 'lastRow' | 'horizonBars'>,
  interval: Interval,
  fewestRows: number,
): BacktestPlan {
  const [scored] = walkForwardPlan(examples, interval, fewestRows);
  if (scored === undefined) return { blocks: [], scoredFrom: 0 };
  const length = scored.to - scored.from + 1;
  const gap = scored.from - scored.through;
  const earliest = examples.firstRow + fewestRows - 1 + gap;
  const before = Math.max(0, Math.floor((scored.from - earliest) / length));
  const first = scored.from - before * length;
  const blocks: Block[] = [];
  for (let from = first; from <= examples.lastRow; from += length)
    blocks.push({ through: from - gap, from, to: Math.min(from + length - 1, examples.lastRow) });
  return { blocks, scoredFrom: scored.from - first };
}
