import type { ComparedValue, ConditionTruth } from '../../rules/finding';
import type { AlertRecord } from '../alertRecord';
import { contributingLeaves } from './contributions';
import { figure } from './figures';

type Leaf = {
  readonly op: string;
  /** True below a `not`: it is its not holding that made the condition true. */
  readonly isNegated: boolean;
  readonly values: readonly ComparedValue[];
  /** True when the condition speaks of readings that are not this leaf's. */
  readonly isOneOfSeveral: boolean;
};

/** The first leaf that made an alert's condition true, with its readings. */
function decidingLeaf({ why, values }: Pick<AlertRecord, 'why' | 'values'>): Leaf {
  const leaf: ConditionTruth | undefined = why.condition && contributingLeaves(why.condition)[0];
  if (leaf === undefined) return { op: '', isNegated: false, values, isOneOfSeveral: false };
  const own = values.filter(({ path }) => path.startsWith(`${leaf.path}.`));
  const labels = new Set(own.map(({ label }) => label));
  const isOneOfSeveral = values.some(({ constant, label }) => constant !== true && !labels.has(label));
  return { op: leaf.op, isNegated: leaf.truth === 'false', values: own, isOneOfSeveral };
}

const isAt = (key: string) => (value: ComparedValue) => value.path.endsWith(`.${key}`);

/**
 * The leaf that made an alert's condition true as its rule writes it, `vol(1d) > 0.01`; undefined for a move,
 * which has no such short form.
 */
export function decidingTerms(alert: Pick<AlertRecord, 'why' | 'values'>): string | undefined {
  const { op, isNegated, values } = decidingLeaf(alert);
  const left = values.find(isAt('left'));
  const others = values.filter((value) => isAt('right')(value) || isAt('lo')(value) || isAt('hi')(value));
  if (op === '' || left === undefined || others.length === 0) return undefined;
  const terms = `${left.label} ${op} ${others.map(({ label }) => label).join('..')}`;
  return isNegated ? `not ${terms}` : terms;
}

/**
 * What was read and what it was held against, in one unit, of the leaf that made the condition true.
 *
 * Edge  numbers of the rule are left out where the rule's words stand beside it: they name them. The reading
 *       is named where those words speak of others too.
 */
export function smsReading(alert: AlertRecord, isSpelled: boolean): string {
  const leaf = decidingLeaf(alert);
  const moved = moveReading(leaf, isSpelled);
  if (moved !== undefined) return moved;
  const varying = leaf.values.filter(({ constant }) => constant !== true);
  const [compared] = varying;
  if (compared === undefined) return figure(alert.close);
  const named = leaf.isOneOfSeveral ? `${compared.label} ` : '';
  const against = (isSpelled ? varying : leaf.values).filter((value) => value !== compared);
  const reading = named + figure(compared.current, compared.unit);
  if (against.length === 0) return reading;
  return `${reading} against ${against.map(({ current, unit }) => figure(current, unit)).join(' to ')}`;
}

/** How far what went from the extreme it began at, beside how far it had to go. */
function moveReading({ op, values, isOneOfSeveral }: Leaf, isSpelled: boolean): string | undefined {
  const left = values.find(isAt('left'));
  const extreme = values.find(isAt('within'))?.current;
  const least = values.find(isAt('by'));
  if (left === undefined || typeof left.current !== 'number') return undefined;
  if (typeof extreme !== 'number' || least === undefined) return undefined;
  const named = isSpelled && !isOneOfSeveral ? '' : `${left.label} `;
  const verb = op === 'moves_down' ? 'fell' : 'rose';
  const wayPast = op === 'moves_down' ? extreme - left.current : left.current - extreme;
  return `${named}${verb} ${figure(wayPast, least.unit)} of ${figure(least.current, least.unit)}`;
}
