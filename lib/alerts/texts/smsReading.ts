import type { ComparedValue, ConditionTruth } from '../../rules/finding';
import type { AlertRecord } from '../alertRecord';
import { contributingLeaves } from './contributions';
import { figure } from './figures';

type Leaf = { readonly op: string; readonly values: readonly ComparedValue[] };

/** The first leaf that made an alert's condition true, with its readings. */
function decidingLeaf({ why, values }: Pick<AlertRecord, 'why' | 'values'>): Leaf {
  const leaf: ConditionTruth | undefined = why.condition && contributingLeaves(why.condition)[0];
  if (leaf === undefined) return { op: '', values };
  return { op: leaf.op, values: values.filter(({ path }) => path.startsWith(`${leaf.path}.`)) };
}

const isAt = (key: string) => (value: ComparedValue) => value.path.endsWith(`.${key}`);

/**
 * The leaf that made an alert's condition true as its rule writes it, `ml(vol, 1d) > 0.01`; undefined for a move,
 * which has no such short form.
 */
export function decidingTerms(alert: Pick<AlertRecord, 'why' | 'values'>): string | undefined {
  const { op, values } = decidingLeaf(alert);
  const left = values.find(isAt('left'));
  const others = values.filter((value) => isAt('right')(value) || isAt('lo')(value) || isAt('hi')(value));
  if (op === '' || left === undefined || others.length === 0) return undefined;
  return `${left.label} ${op} ${others.map(({ label }) => label).join('..')}`;
}

/**
 * What was read and what it was held against, in one unit, of the leaf that made the condition true.
 *
 * Edge  numbers of the rule are left out where the rule's words stand beside it: they name them.
 */
export function smsReading(alert: AlertRecord, isSpelled: boolean): string {
  const { values } = decidingLeaf(alert);
  const moved = moveReading(values);
  if (moved !== undefined) return moved;
  const varying = values.filter(({ constant }) => constant !== true);
  const [compared] = varying;
  if (compared === undefined) return figure(alert.close);
  const against = (isSpelled ? varying : values).filter((value) => value !== compared);
  const reading = figure(compared.current, compared.unit);
  if (against.length === 0) return reading;
  return `${reading} against ${against.map(({ current, unit }) => figure(current, unit)).join(' to ')}`;
}

/** How far a move went from the extreme it began at, beside how far it had to go. */
function moveReading(values: readonly ComparedValue[]): string | undefined {
  const current = values.find(isAt('left'))?.current;
  const extreme = values.find(isAt('within'))?.current;
  const least = values.find(isAt('by'));
  if (typeof current !== 'number' || typeof extreme !== 'number' || least === undefined) return undefined;
  return `moved ${figure(Math.abs(current - extreme), least.unit)} of ${figure(least.current, least.unit)}`;
}
