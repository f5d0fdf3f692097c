import type { ConditionKind } from '../condition';
import type { UnknownReason } from '../events';
import type { EvaluationWindow } from '../frame';
import { absence } from '../evaluationWindow';
import type { ComparedValue } from '../finding';
import { tested } from '../kleene';
import { GAP_SLOTS, MAX_LOOKBACK_SLOTS } from '../lookback';
import type { Operand } from '../operands/operand';
import { readKeys } from '../parsing/readKeys';
import { readSpan } from '../parsing/readSpan';
import { below } from '../parsing/ruleReader';
import { isKnown, isMissing } from '../reading';
import type { MoveCond, Move } from '../rule';
import { spanLength } from '../spanLength';
import { spanWords } from '../words';
import { leaf } from './leaf';
import { parseThreshold, thresholdHorizons, thresholdSize, thresholdWords } from './threshold';

type Direction = {
  readonly verb: string;
  readonly extremeName: string;
  readonly extreme: (values: readonly number[]) => number;
  readonly moved: (current: number, extreme: number) => number;
};

// Not Math.min(...values): a window may be longer than a call takes arguments.
const UP: Direction = {
  verb: 'rises',
  extremeName: 'lowest',
  extreme: (values) => values.reduce((one, other) => Math.min(one, other)),
  moved: (current, lowest) => current - lowest,
};

const DOWN: Direction = {
  verb: 'falls',
  extremeName: 'highest',
  extreme: (values) => values.reduce((one, other) => Math.max(one, other)),
  moved: (current, highest) => highest - current,
};

/**
 * A move away from the extreme of the bars before: left − min(W) ≥ by upwards, max(W) − left ≥ by
 * downwards, W the bars of the span before the current one.
 *
 * Edge  `warmUp` until the span is full; bars missing inside are left out, and a span without any bar
 *       is `missingBar`.
 */
function move<Op extends Move>(op: Op, direction: Direction): ConditionKind<MoveCond<Op>> {
  return {
    parse: (json, path, reader) => {
      const node = readKeys(json, path, { required: ['op', 'left', 'by', 'within'] }, reader);
      const left = reader.expr(node?.['left'], below(path, 'left'));
      const by = parseThreshold(node?.['by'], below(path, 'by'), reader);
      const within = readSpan(node?.['within'], below(path, 'within'), reader, MAX_LOOKBACK_SLOTS);
      return left === undefined || by === undefined || within === undefined
        ? undefined
        : { op, left, by, within };
    },
    compile: ({ left: expr, by, within }, path, scope) => {
      const left = scope.operand(expr);
      const bars = spanLength(within, scope.interval);
      const size = thresholdWords(by, left.unit);
      const plan = {
        op,
        path,
        words: `${left.words} ${direction.verb} by ${size} within ${spanWords(within)}`,
        sides: [{ key: 'left', operand: left }],
        reach: bars + GAP_SLOTS,
        horizonsBars: thresholdHorizons(by, bars),
      };
      const unit = left.unit && { unit: left.unit };
      const values = (extreme: number | null, least: number | null): ComparedValue[] => [
        {
          path: below(path, 'within'),
          label: `${direction.extremeName}(${left.label}, ${within})`,
          words: `the ${direction.extremeName} of ${left.words} in the ${spanWords(within)} before`,
          ...unit,
          previous: null,
          current: extreme,
        },
        {
          path: below(path, 'by'),
          label: `move(${size})`,
          words: `a move of ${size}`,
          ...unit,
          ...(typeof by === 'number' && { constant: true as const }),
          previous: null,
          current: least,
        },
      ];
      return leaf(
        {
          ...plan,
          verdict: ({ window, index, current: [current = 'warmUp'] }) => {
            if (!isKnown(current)) return { truth: current, values: values(null, null) };
            const before = knownBefore(left, window, index, bars);
            if (typeof before === 'string') return { truth: before, values: values(null, null) };
            const extreme = direction.extreme(before);
            const least = thresholdSize(by, extreme, bars, { window, index });
            const truth = tested(
              [least],
              (threshold: number) => direction.moved(current, extreme) >= threshold,
            );
            return { truth, values: values(extreme, isKnown(least) ? least : null) };
          },
        },
        scope,
      );
    },
  };
}

/** The known readings of the `bars` slots before a bar, or why they do not make a window. */
function knownBefore(
  left: Operand,
  window: EvaluationWindow,
  index: number,
  bars: number,
): readonly number[] | UnknownReason {
  const known: number[] = [];
  for (let at = index - bars; at < index; at += 1) {
    const reading = absence(window, at) ?? left.at(window, at);
    if (isKnown(reading)) known.push(reading);
    else if (!isMissing(reading)) return reading;
  }
  return known.length === 0 ? 'missingBar' : known;
}

export const movesUp = move('moves_up', UP);

export const movesDown = move('moves_down', DOWN);
