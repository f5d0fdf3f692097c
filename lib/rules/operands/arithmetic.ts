import { readPair } from '../parsing/readList';
import { readKeys } from '../parsing/readKeys';
import { below } from '../parsing/ruleReader';
import { cell } from '../evaluationWindow';
import { computed } from '../reading';
import type { Expr, ExprObject } from '../rule';
import type { Operand, OperandKind } from './operand';
import type { Unit } from './unit';
import { sharedUnit } from './sharedUnit';

export type ArithmeticKey = 'add' | 'sub' | 'mul' | 'div' | 'pct';

export type Arithmetic = {
  readonly calculate: (a: number, b: number) => number;
  readonly words: (a: string, b: string) => string;
  readonly unit: (a: Operand, b: Operand) => Unit | undefined;
};

/** The change of one reading over some bars is the usual case, and reads better than two of its readings. */
function changeWords(a: string, b: string): string {
  const ago = b.startsWith(`${a} `) ? /^(?:as of )?(\d+ bars?) ago$/.exec(b.slice(a.length + 1)) : null;
  return ago ? `the change of ${a} over ${ago[1]}` : `the change from ${b} to ${a}`;
}

/** A multiple of a reading keeps its unit; the product of two readings has none that a reader knows. */
function scaledUnit(a: Operand, b: Operand): Unit | undefined {
  return a.isConstant === true || b.isConstant === true ? sharedUnit(a, b) : undefined;
}

const quotientUnit = (a: Operand, b: Operand): Unit | undefined =>
  b.isConstant === true ? a.unit : undefined;

/** The calculations of two operands. `pct` is 100·(a − b)/b. */
export const ARITHMETIC: Readonly<Record<ArithmeticKey, Arithmetic>> = {
  add: { calculate: (a, b) => a + b, words: (a, b) => `(${a} plus ${b})`, unit: sharedUnit },
  sub: { calculate: (a, b) => a - b, words: (a, b) => `(${a} minus ${b})`, unit: sharedUnit },
  mul: { calculate: (a, b) => a * b, words: (a, b) => `(${a} times ${b})`, unit: scaledUnit },
  div: { calculate: (a, b) => a / b, words: (a, b) => `(${a} divided by ${b})`, unit: quotientUnit },
  pct: { calculate: (a, b) => (100 * (a - b)) / b, words: changeWords, unit: () => '%' },
};

/**
 * An operand that calculates with two others.
 *
 * Edge  unknown as soon as one of them is; a division by zero and an overflow are `undefined`.
 */
export function arithmetic<Key extends ArithmeticKey>(
  key: Key,
): OperandKind<Extract<ExprObject, Readonly<Record<Key, readonly [Expr, Expr]>>>> {
  type Node = Extract<ExprObject, Readonly<Record<Key, readonly [Expr, Expr]>>>;
  const { calculate, words, unit } = ARITHMETIC[key];
  return {
    parse: (json, path, reader) => {
      const node = readKeys(json, path, { optional: [key] }, reader);
      const pair = readPair(node?.[key], below(path, key), [reader.expr, reader.expr], reader);
      return pair && ({ [key]: pair } as Node);
    },
    compile: (expr, scope) => {
      const [first, second] = (expr as Readonly<Record<Key, readonly [Expr, Expr]>>)[key];
      const [a, b] = [scope.operand(first), scope.operand(second)];
      const own = `${key}(${a.key},${b.key})`;
      return {
        key: own,
        label: `${key}(${a.label}, ${b.label})`,
        words: words(a.words, b.words),
        unit: unit(a, b),
        isConstant: a.isConstant === true && b.isConstant === true,
        lookback: Math.max(a.lookback, b.lookback),
        horizonsBars: [...a.horizonsBars, ...b.horizonsBars],
        at: (window, index) =>
          cell(window, { key: own, index }, () =>
            computed([a.at(window, index), b.at(window, index)], calculate),
          ),
      };
    },
  };
}
