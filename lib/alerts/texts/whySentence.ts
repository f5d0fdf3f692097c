import { describeRule } from '../../rules/describeRule';
import type { ComparedValue } from '../../rules/finding';
import type { Rule } from '../../rules/rule';
import { figure, percent } from './figures';
import { isConstant } from './isConstant';

const reading = (value: ComparedValue): string =>
  value.previous === null
    ? `${value.label} is ${figure(value.current)}`
    : `${value.label} went from ${figure(value.previous)} to ${figure(value.current)}`;

/**
 * Why a rule fired, in one sentence: the condition, then each reading that took part.
 *
 * Edge  constants are left out (the condition names them), and so is a second mention of one reading.
 */
export function whySentence(
  rule: Rule,
  values: readonly ComparedValue[],
  move: { readonly changePct: number | undefined; readonly distanceSigma: number | undefined },
): string {
  const readings = [...new Set(values.filter((value) => !isConstant(value.label)).map(reading))];
  const said = readings.length === 0 ? '' : `: ${readings.join('; ')}`;
  return `${describeRule(rule)}${said}${moveClause(move.changePct, move.distanceSigma)}.`;
}

function moveClause(changePct: number | undefined, distanceSigma: number | undefined): string {
  if (changePct === undefined) return '';
  const sigma = distanceSigma === undefined ? '' : `, ${Math.abs(distanceSigma).toFixed(2)} forecast σ`;
  return ` (the bar moved ${percent(changePct)}${sigma})`;
}
