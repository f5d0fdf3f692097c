import { ema } from '../../features/indicators/ema';
import { rsi } from '../../features/indicators/rsi';
import { sma } from '../../features/indicators/sma';
import { absence, column } from '../evaluationWindow';
import { LATER_WORDS } from '../laterWords';
import { MAX_LOOKBACK_SLOTS, slotsFor } from '../lookback';
import { readKeys } from '../parsing/readKeys';
import { readNumber } from '../parsing/readNumber';
import { readWord } from '../parsing/readWord';
import { below } from '../parsing/ruleReader';
import type { Reading } from '../reading';
import { isKnown } from '../reading';
import type { Expr } from '../rule';
import type { Operand, OperandKind } from './operand';

type IndicatorExpr = Extract<Expr, { ind: unknown }>;

type IndicatorKind = {
  readonly compute: (values: readonly (number | undefined)[], n: number) => readonly (number | undefined)[];
  readonly defaultN: number;
  readonly leastN: number;
  /** Known bars that one reading depends on. */
  readonly memory: (n: number) => number;
  /** True when readings are counted in what its input is counted in. */
  readonly keepsUnit: boolean;
};

/**
 * A smoothed average remembers everything, but a bar weighs (1 − α)^age. After 28/α bars what was cut
 * off weighs less than 1e-12, so that a reading does not depend on where its history begins.
 * EMA has α = 2/(n + 1), Wilder's smoothing α = 1/n.
 */
const MEMORY_OVER_ALPHA = 28;

/** Defaults and smallest n are TA-Lib's, but that an average of one bar is allowed. */
const INDICATOR_KINDS: Readonly<Record<IndicatorExpr['ind'], IndicatorKind>> = {
  sma: { compute: sma, defaultN: 30, leastN: 1, memory: (n) => n, keepsUnit: true },
  ema: {
    compute: ema,
    defaultN: 30,
    leastN: 1,
    memory: (n) => n + (MEMORY_OVER_ALPHA * (n + 1)) / 2,
    keepsUnit: true,
  },
  rsi: {
    compute: rsi,
    defaultN: 14,
    leastN: 2,
    memory: (n) => n + 1 + MEMORY_OVER_ALPHA * n,
    keepsUnit: false,
  },
};

const NAMES = Object.keys(INDICATOR_KINDS) as IndicatorExpr['ind'][];

/**
 * `{ind, n?, of?}`: an indicator over the known bars of the symbol.
 *
 * Edge  a bar whose input is unknown is passed over, and its own reading is unknown for the same reason;
 *       `warmUp` until n bars are known.
 */
export const indicator: OperandKind<IndicatorExpr> = {
  parse: (json, path, reader) => {
    const words = { what: 'indicator', accepted: NAMES, later: LATER_WORDS.indicators };
    const ind = readWord(json['ind'], below(path, 'ind'), words, reader);
    if (ind === undefined) return undefined;
    const node = readKeys(json, path, { optional: ['ind', 'n', 'of'], later: ['out'] }, reader);
    const n = readNumber(
      node?.['n'],
      below(path, 'n'),
      { min: INDICATOR_KINDS[ind].leastN, max: MAX_LOOKBACK_SLOTS, whole: true },
      reader,
    );
    const of = reader.expr(node?.['of'], below(path, 'of'));
    return { ind, ...(n !== undefined && { n }), ...(of !== undefined && { of }) };
  },
  compile: (expr, scope) => {
    const kind = INDICATOR_KINDS[expr.ind];
    const n = expr.n ?? kind.defaultN;
    const of = scope.operand(expr.of ?? 'close');
    const key = `${expr.ind}(${n},${of.key})`;
    const label = of.key === 'close' ? `${expr.ind}(${n})` : `${expr.ind}(${n}, ${of.label})`;
    const words = of.key === 'close' ? label : `${expr.ind}(${n}) of ${of.words}`;
    const at: Operand['at'] = (window, index) =>
      column(window, key, () =>
        readings(
          kind,
          n,
          window.slots.map((_, slot) => absence(window, slot) ?? of.at(window, slot)),
        ),
      )[index] ?? 'warmUp';
    // Missing bars must not cut into the n that warm it up; in the memory beyond they only cost digits.
    const lookback = of.lookback + Math.max(slotsFor(n + 1), Math.ceil(kind.memory(n)));
    const { unit, horizonsBars } = of;
    return { key, label, words, unit: kind.keepsUnit ? unit : undefined, lookback, horizonsBars, at };
  },
};

function readings(kind: IndicatorKind, n: number, inputs: readonly Reading[]): readonly Reading[] {
  const outputs = kind.compute(
    inputs.map((input) => (isKnown(input) ? input : undefined)),
    n,
  );
  return inputs.map((input, index) => (isKnown(input) ? (outputs[index] ?? 'warmUp') : input));
}
