import type { ComparedValue, ConditionTruth } from '../../rules/finding';
import type { AlertRecord } from '../alertRecord';
import { contributingLeaves } from './contributions';
import { figureBrief } from './figures';

type Leaf = {
  readonly op: string;
  /** True below a `not`: it is its not holding that made the condition true. */
  readonly isNegated: boolean;
  readonly values: readonly ComparedValue[];
  /** True when the condition speaks of readings that are not this leaf's. */
  readonly isOneOfSeveral: boolean;
};

/** The first leaf with a reading that varies among those that made an alert's condition true. */
function decidingLeaf({ why, values }: Pick<AlertRecord, 'why' | 'values'>): Leaf {
  const leaves = why.condition === undefined ? [] : contributingLeaves(why.condition);
  const varies = ({ path }: ConditionTruth) =>
    values.some((value) => value.constant !== true && value.path.startsWith(`${path}.`));
  const leaf = leaves.find(varies) ?? leaves[0];
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

/** What stands before a reading: the rule's words, the terms of its leaf, or nothing but a name. */
export type Beside = 'words' | 'terms' | 'name';

/**
 * What was read and what it was held against, in one unit, of the leaf that made the condition true.
 *
 * Edge  numbers of the rule are left out where words or terms beside it name them. `isNamed` says which reading
 *       it is, where what stands before it does not.
 */
export function smsReading(alert: AlertRecord, beside: Beside, isNamed: boolean): string {
  const leaf = decidingLeaf(alert);
  return (
    movedReading(leaf, beside, isNamed) ?? comparedReading(leaf, beside, isNamed) ?? figureBrief(alert.close)
  );
}

function movedReading(leaf: Leaf, beside: Beside, isNamed: boolean): string | undefined {
  const left = leaf.values.find(isAt('left'));
  const moved = left && moveOf(leaf, left);
  const isSaid = !isNamed || (beside === 'words' && !leaf.isOneOfSeveral);
  return moved === undefined || isSaid ? moved : `${left?.label} ${moved}`;
}

function comparedReading(leaf: Leaf, beside: Beside, isNamed: boolean): string | undefined {
  const varying = leaf.values.filter(({ constant }) => constant !== true);
  const [compared] = varying;
  if (compared === undefined) return undefined;
  const named = isNamed && leaf.isOneOfSeveral ? `${compared.label} ` : '';
  const against = (beside === 'name' ? leaf.values : varying).filter((value) => value !== compared);
  const reading = named + figureBrief(compared.current, compared.unit);
  if (against.length === 0) return reading;
  return `${reading} against ${against.map(({ current, unit }) => figureBrief(current, unit)).join(' to ')}`;
}

const UP = { went: 'rose', back: 'fell', way: 'up' };
const DOWN = { went: 'fell', back: 'rose', way: 'down' };

/** How far a move went from the extreme it began at, beside how far it had to go; undefined for other leaves. */
function moveOf({ op, isNegated, values }: Leaf, left: ComparedValue): string | undefined {
  const extreme = values.find(isAt('within'))?.current;
  const least = values.find(isAt('by'));
  if (typeof left.current !== 'number' || typeof extreme !== 'number' || least === undefined)
    return undefined;
  const direction = op === 'moves_down' ? DOWN : UP;
  const far = op === 'moves_down' ? extreme - left.current : left.current - extreme;
  const went = `${far < 0 ? direction.back : direction.went} ${figureBrief(Math.abs(far), least.unit)}`;
  const needed = figureBrief(least.current, least.unit);
  return isNegated ? `${went}, not ${direction.way} ${needed}` : `${went} of ${needed}`;
}
