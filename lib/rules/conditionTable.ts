import { all, any } from './combinators/listOf';
import { not } from './combinators/not';
import type { ConditionKind } from './condition';
import { operator } from './operators/operator';
import type { Cond } from './rule';

/** The key that tells one kind of condition from the others. */
type ConditionKey = 'op' | 'all' | 'any' | 'not';

type ConditionTable = {
  readonly [Key in ConditionKey]: ConditionKind<Extract<Cond, Readonly<Record<Key, unknown>>>>;
};

/** Every kind of condition by the key that names it. A new kind is one file and one line here. */
const CONDITION_TABLE: ConditionTable = { op: operator, all, any, not };

export const CONDITION_KEYS = Object.keys(CONDITION_TABLE) as ConditionKey[];

/** The kind that a condition names; undefined when it names none. */
export function conditionKind(node: object): ConditionKind<Cond> | undefined {
  const key = CONDITION_KEYS.find((candidate) => Object.hasOwn(node, candidate));
  // A kind is only ever given conditions that carry its own key.
  return key && (CONDITION_TABLE[key] as unknown as ConditionKind<Cond>);
}
