import type { ConditionKind } from '../condition';
import type { LeafCond, LeafCondOf } from '../rule';
import { enters, exits, inside, outside } from './band';
import { comparison } from './comparison';
import { crosses, crossesDown, crossesUp } from './crossing';
import { movesDown, movesUp } from './move';

export type Operator = LeafCond['op'];

type OperatorTable = { readonly [Op in Operator]: ConditionKind<LeafCondOf<Op>> };

/** Every operator by its name. A new one is one file and one line here. */
export const OPERATOR_TABLE: OperatorTable = {
  '>': comparison('>', 'is above', (left, right) => left > right),
  '<': comparison('<', 'is below', (left, right) => left < right),
  '>=': comparison('>=', 'is at or above', (left, right) => left >= right),
  '<=': comparison('<=', 'is at or below', (left, right) => left <= right),
  crosses,
  crosses_up: crossesUp,
  crosses_down: crossesDown,
  inside,
  outside,
  enters,
  exits,
  moves_up: movesUp,
  moves_down: movesDown,
};

export const OPERATORS = Object.keys(OPERATOR_TABLE) as Operator[];
