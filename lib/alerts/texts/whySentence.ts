import type { ComparedValue, Finding } from '../../rules/finding';
import { contributingValues } from './contributions';
import { figure, percent } from './figures';

function reading(named: string, { previous, current, unit }: ComparedValue): string {
  if (previous === null) return `${named} is ${figure(current, unit)}`;
  return `${named} went from ${figure(previous, unit)} to ${figure(current, unit)}`;
}

const distinct = (values: readonly ComparedValue[]): readonly ComparedValue[] => {
  const varying = values.filter((value) => value.constant !== true);
  return [...new Map(varying.map((value) => [value.words, value])).values()];
};

/** The only reading of a condition needs no name: the condition before it has named it. */
function readings({ values, condition }: Judged): readonly string[] {
  const isOnly = distinct(values).length === 1;
  return distinct(contributingValues(values, condition)).map((value) =>
    reading(isOnly ? 'it' : value.words, value),
  );
}

type Judged = Pick<Finding, 'values' | 'condition'>;

/**
 * Why a rule fired, in one sentence: the condition, then each reading of the parts that made it true.
 *
 * Edge  constants are left out (the condition names them), and so is a second mention of one reading.
 */
export function whySentence(
  conditionWords: string,
  judged: Judged,
  move: { readonly changePct: number | undefined; readonly distanceSigma: number | undefined },
): string {
  const read = readings(judged);
  const said = read.length === 0 ? '' : `: ${read.join('; ')}`;
  return `${conditionWords}${said}${moveClause(move.changePct, move.distanceSigma)}.`;
}

function moveClause(changePct: number | undefined, distanceSigma: number | undefined): string {
  if (changePct === undefined) return '';
  const sigma = distanceSigma === undefined ? '' : `, ${Math.abs(distanceSigma).toFixed(2)} forecast σ`;
  return ` (the bar moved ${percent(changePct)}${sigma})`;
}
