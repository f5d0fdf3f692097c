import { readKeys } from '../parsing/readKeys';
import { below } from '../parsing/ruleReader';
import { computed } from '../reading';
import type { Expr } from '../rule';
import type { OperandKind } from './operand';

/** `{abs: Expr}`: the size of a reading without its sign. */
export const absolute: OperandKind<Extract<Expr, { abs: Expr }>> = {
  parse: (json, path, reader) => {
    const node = readKeys(json, path, { optional: ['abs'] }, reader);
    const of = reader.expr(node?.['abs'], below(path, 'abs'));
    return of === undefined ? undefined : { abs: of };
  },
  compile: (expr, scope) => {
    const of = scope.operand(expr.abs);
    return {
      ...of,
      key: `abs(${of.key})`,
      label: `abs(${of.label})`,
      words: `the size of ${of.words}`,
      at: (window, index) => computed([of.at(window, index)], Math.abs),
    };
  },
};
