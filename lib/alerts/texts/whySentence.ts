import type { ComparedValue } from '../../rules/finding';
import { figure, percent } from './figures';

function reading(named: string, { previous, current, unit }: ComparedValue): string {
  if (previous === null) return `${named} is ${figure(current, unit)}`;
  return `${named} went from ${figure(previous, unit)} to ${figure(current, unit)}`;
}

/** A single reading needs no name: the condition before it has named it. */
function readings(values: readonly ComparedValue[]): readonly string[] {
  const varying = values.filter((value) => value.constant !== true);
  const distinct = [...new Map(varying.map((value) => [value.words, value])).values()];
  const [only] = distinct;
  if (distinct.length === 1 && only) return [reading('it', only)];
  return distinct.map((value) => reading(value.words, value));
}

/**
 * Why a rule fired, in one sentence: the condition, then each reading that took part.
 *
 * Edge  constants are left out (the condition names them), and so is a second mention of one reading.
 */
export function whySentence(
  conditionWords: string,
  values: readonly ComparedValue[],
  move: { readonly changePct: number | undefined; readonly distanceSigma: number | undefined },
): string {
  const read = readings(values);
  const said = read.length === 0 ? '' : `: ${read.join('; ')}`;
  return `${conditionWords}${said}${moveClause(move.changePct, move.distanceSigma)}.`;
}

function moveClause(changePct: number | undefined, distanceSigma: number | undefined): string {
  if (changePct === undefined) return '';
  const sigma = distanceSigma === undefined ? '' : `, ${Math.abs(distanceSigma).toFixed(2)} forecast σ`;
  return ` (the bar moved ${percent(changePct)}${sigma})`;
}
