import type { BacktestPlan } from '../backtest/backtestPlan';
import type { Block } from '../walkForward';
import { FEWEST_CASES, LONGEST_START, SHORTEST_EMBARGO } from '../walkForward';
import { type CaseTable, endedBy } from './caseTable';

/**
 * When to refit, and which cases to score: every session, by cases that had ended max(horizon, 5) places before its first.
 *
 * Shape   blocks of one session each, from the first one before which enough was learned through the last case. The first
 *         that is scored has a third of the cases before it, as `walkForwardPlan`.
 */
export function casePlan(table: CaseTable, firstRow: number, fewestRows: number): BacktestPlan {
  const { issuedAt, session, horizon } = table;
  const count = issuedAt.length;
  const embargo = Math.max(horizon, SHORTEST_EMBARGO);
  const learned = endedBy(
    table,
    issuedAt.map((place) => place - embargo),
  );
  const rows = count - firstRow;
  const latest = rows - FEWEST_CASES;
  const start = Math.max(fewestRows, Math.min(LONGEST_START * horizon, Math.floor(rows / 3), latest));
  const blocks: Block[] = [];
  let scoredFrom = 0;
  for (let from = firstRow; from < count;) {
    const next = session.findIndex((each, row) => row > from && each !== session[from]);
    const to = (next < 0 ? count : next) - 1;
    const through = learned[from]! - 1;
    if (through - firstRow + 1 >= fewestRows) blocks.push({ through, from, to });
    if (through - firstRow + 1 < start) scoredFrom = to + 1;
    from = to + 1;
  }
  return { blocks, scoredFrom: Math.max(0, scoredFrom - (blocks[0]?.from ?? 0)) };
}
