import { constantValue } from '../constantValue';
import type { ConditionKind } from '../condition';
import { negated, tested } from '../kleene';
import { inOneUnit } from '../operands/sharedUnit';
import { readKeys } from '../parsing/readKeys';
import type { RuleReader } from '../parsing/ruleReader';
import { below } from '../parsing/ruleReader';
import type { BandTest, Expr, BandCond } from '../rule';
import { amount } from '../words';
import { changed } from './crossing';
import type { LeafPlan } from './leaf';
import { leaf } from './leaf';

const isInside = (left: number, lo: number, hi: number): boolean => lo <= left && left <= hi;
const isOutside = (left: number, lo: number, hi: number): boolean => !isInside(left, lo, hi);

/** A condition of a reading and the two bounds of a band, each bar with its own bounds. */
function banded<Op extends BandTest>(
  op: Op,
  words: string,
  verdict: LeafPlan['verdict'],
): ConditionKind<BandCond<Op>> {
  return {
    parse: (json, path, reader) => {
      const node = readKeys(json, path, { required: ['op', 'left', 'lo', 'hi'] }, reader);
      const left = reader.expr(node?.['left'], below(path, 'left'));
      const lo = reader.expr(node?.['lo'], below(path, 'lo'));
      const hi = reader.expr(node?.['hi'], below(path, 'hi'));
      if (left === undefined || lo === undefined || hi === undefined) return undefined;
      return isEmptyBand(lo, hi, path, reader) ? undefined : { op, left, lo, hi };
    },
    compile: (cond, path, scope) => {
      const { left: reading, lo: lower, hi: upper } = cond;
      const [left, lo, hi] = inOneUnit([
        scope.operand(reading),
        scope.operand(lower),
        scope.operand(upper),
      ] as const);
      const sides = [
        { key: 'left', operand: left },
        { key: 'lo', operand: lo },
        { key: 'hi', operand: hi },
      ];
      return leaf(
        { op, path, words: `${left.words} ${words} ${lo.words} to ${hi.words}`, sides, verdict },
        scope,
      );
    },
  };
}

/** True and noted when both bounds are constants and the lower one is the higher one. */
function isEmptyBand(lo: Expr, hi: Expr, path: string, reader: RuleReader): boolean {
  const [low, high] = [constantValue(lo), constantValue(hi)];
  if (low === undefined || high === undefined || low <= high) return false;
  reader.mistake(below(path, 'lo'), `"${amount(low)}" is above hi "${amount(high)}": nothing is ever inside`);
  return true;
}

/** lo ≤ left ≤ hi. */
export const inside = banded('inside', 'is inside', ({ current }) => ({ truth: tested(current, isInside) }));

/** Not inside: below lo or above hi. */
export const outside = banded('outside', 'is outside', ({ current }) => ({
  truth: negated(tested(current, isInside)),
}));

/** Outside on the previous bar, inside on the current one. */
export const enters = banded('enters', 'enters', (readings) => ({
  truth: changed(readings, isOutside, isInside),
}));

/** Inside on the previous bar, outside on the current one. */
export const exits = banded('exits', 'exits', (readings) => ({
  truth: changed(readings, isInside, isOutside),
}));
