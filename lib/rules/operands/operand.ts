import type { Interval } from '../../market/interval';
import type { EvaluationWindow } from '../frame';
import type { JsonObject } from '../parsing/readKeys';
import type { RuleReader } from '../parsing/ruleReader';
import type { Reading } from '../reading';
import type { Expr } from '../rule';
import type { Unit } from './unit';

/** An expression that can be read on every slot of a window. */
export type Operand = {
  /** Canonical text: equal expressions have equal keys, so that they are computed once. */
  readonly key: string;
  /** As the rule writes it, in short: `close`, `150`, `sma(50)`. */
  readonly label: string;
  /** In plain words, for a sentence. */
  readonly words: string;
  /** What its readings are counted in, where the words alone do not tell. */
  readonly unit?: Unit | undefined;
  /** True for a number of the rule: the same on every bar. */
  readonly isConstant?: boolean;
  /** Slots needed for one reading, its own included. */
  readonly lookback: number;
  /** Horizons in bars of the forecasts it reads. */
  readonly horizonsBars: readonly number[];
  readonly at: (window: EvaluationWindow, index: number) => Reading;
};

/** What an operand is compiled with. */
export type OperandScope = {
  readonly interval: Interval;
  readonly operand: (expr: Expr) => Operand;
};

/** One kind of operand: how it is read from JSON, and how it is computed. */
export type OperandKind<E> = {
  readonly parse: (json: JsonObject, path: string, reader: RuleReader) => E | undefined;
  readonly compile: (expr: E, scope: OperandScope) => Operand;
};
