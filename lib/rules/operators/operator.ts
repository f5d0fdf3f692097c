import type { ConditionKind } from '../condition';
import { LATER_WORDS } from '../laterWords';
import { readWord } from '../parsing/readWord';
import { below } from '../parsing/ruleReader';
import type { LeafCond } from '../rule';
import { OPERATORS, OPERATOR_TABLE } from './operatorTable';

const WORDS = { what: 'op', accepted: OPERATORS, later: LATER_WORDS.operators };

// Each entry of the table is only ever given conditions with its own `op`.
const kindOf = (op: LeafCond['op']): ConditionKind<LeafCond> =>
  OPERATOR_TABLE[op] as unknown as ConditionKind<LeafCond>;

/** `{op, …}`: a leaf, read and judged by the operator it names. */
export const operator: ConditionKind<LeafCond> = {
  parse: (json, path, reader) => {
    const op = readWord(json['op'] ?? null, below(path, 'op'), WORDS, reader);
    return op && kindOf(op).parse(json, path, reader);
  },
  compile: (cond, path, scope) => kindOf(cond.op).compile(cond, path, scope),
};
