import { below } from '../parsing/ruleReader';
import type { Condition, ConditionScope } from '../condition';
import { treeNode } from '../condition';
import { whyMissing } from '../evaluationWindow';
import type { EvaluationWindow } from '../frame';
import type { ComparedValue } from '../finding';
import type { Truth } from '../kleene';
import type { Operand } from '../operands/operand';
import type { UnknownReason } from '../events';
import { previousBar, previousSearch } from '../previousBar';
import type { Reading } from '../reading';
import { isKnown } from '../reading';
import { ungrouped } from '../words';

export type Side = { readonly key: string; readonly operand: Operand };

/** What a leaf is judged from: its sides on the current bar and on the last bar that knew them all. */
export type LeafReadings = {
  readonly window: EvaluationWindow;
  readonly index: number;
  readonly current: readonly Reading[];
  /** Or why there is no previous bar to compare with. */
  readonly previous: readonly Reading[] | UnknownReason;
};

export type LeafVerdict = { readonly truth: Truth; readonly values?: readonly ComparedValue[] };

export type LeafPlan = {
  readonly op: string;
  readonly path: string;
  readonly words: string;
  readonly sides: readonly Side[];
  /** Slots that the verdict needs beyond those of the sides. */
  readonly reach?: number;
  readonly horizonsBars?: readonly number[];
  readonly verdict: (readings: LeafReadings) => LeafVerdict;
};

/**
 * A condition that compares readings of two bars.
 *
 * Edge  on a bar that the symbol misses, or that is not judged on, it is unknown for that reason, whatever it compares.
 */
export function leaf(plan: LeafPlan, { staleBars }: Pick<ConditionScope, 'staleBars'>): Condition {
  const { path, op, words, sides, reach = 0 } = plan;
  const operands = sides.map((side) => side.operand);
  const deepest = Math.max(...operands.map((operand) => operand.lookback));
  return {
    words,
    lookback: deepest + Math.max(reach, previousSearch(staleBars)),
    horizonsBars: [...operands.flatMap((operand) => operand.horizonsBars), ...(plan.horizonsBars ?? [])],
    judge: (window, index) => {
      const readings = readSides(operands, window, index, staleBars);
      const why = whyMissing(window, index);
      const { truth, values = [] }: LeafVerdict = why ? { truth: why } : plan.verdict(readings);
      const compared = [...sideValues(path, sides, readings), ...values];
      return { truth, tree: treeNode(path, op, truth), values: compared };
    },
  };
}

function readSides(
  operands: readonly Operand[],
  window: EvaluationWindow,
  index: number,
  staleBars: number,
): LeafReadings {
  const before = previousBar(window, index, operands, staleBars);
  const current = operands.map((operand) => operand.at(window, index));
  const previous = before.known ? operands.map((operand) => operand.at(window, before.index)) : before.why;
  return { window, index, current, previous };
}

/** How a reading of an operand is named and counted. */
function named({
  label,
  words,
  unit,
  isConstant,
}: Operand): Pick<ComparedValue, 'label' | 'words' | 'unit' | 'constant'> {
  return {
    label,
    words: ungrouped(words),
    ...(unit && { unit }),
    ...(isConstant === true && { constant: true }),
  };
}

const numberOrNull = (reading: Reading | undefined): number | null =>
  reading !== undefined && isKnown(reading) ? reading : null;

function sideValues(
  path: string,
  sides: readonly Side[],
  { current, previous }: LeafReadings,
): ComparedValue[] {
  return sides.map(({ key, operand }, number) => ({
    path: below(path, key),
    ...named(operand),
    previous: typeof previous === 'string' ? null : numberOrNull(previous[number]),
    current: numberOrNull(current[number]),
  }));
}
