import type { Expr, ExprObject } from '../rule';
import { absolute } from './absolute';
import { arithmetic } from './arithmetic';
import { forecastReading } from './forecastReading';
import { indicator } from './indicator';
import { lag } from './lag';
import type { OperandKind } from './operand';

type KeyOf<Node> = Node extends ExprObject ? Exclude<keyof Node, 'n' | 'of' | 'at'> : never;

/** The key that tells an operand object apart from the others. */
export type OperandKey = KeyOf<ExprObject>;

type OperandTable = {
  readonly [Key in OperandKey]: OperandKind<Extract<ExprObject, Readonly<Record<Key, unknown>>>>;
};

/** Every operand that is an object, by the key that names it. A new kind is one file and one line here. */
const OPERAND_TABLE: OperandTable = {
  ind: indicator,
  lag,
  add: arithmetic('add'),
  sub: arithmetic('sub'),
  mul: arithmetic('mul'),
  div: arithmetic('div'),
  pct: arithmetic('pct'),
  abs: absolute,
  ml: forecastReading,
};

export const OPERAND_KEYS = Object.keys(OPERAND_TABLE) as OperandKey[];

/** The kind that an operand object names; undefined when it names none. */
export function operandKind(node: object): OperandKind<Expr> | undefined {
  const key = OPERAND_KEYS.find((candidate) => Object.hasOwn(node, candidate));
  // A kind is only ever given nodes that carry its own key.
  return key && (OPERAND_TABLE[key] as unknown as OperandKind<Expr>);
}
