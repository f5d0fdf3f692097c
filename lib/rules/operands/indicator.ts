import { ema } from '../../features/indicators/ema';
import type { ValueIndicator } from '../../features/indicators/indicator';
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
import { finiteReading, isKnown } from '../reading';
import type { Expr } from '../rule';
import type { Operand, OperandKind } from './operand';

type IndicatorExpr = Extract<Expr, { ind: unknown }>;

const INDICATORS: Readonly<Record<IndicatorExpr['ind'], ValueIndicator>> = { sma, ema, rsi };

const NAMES = Object.keys(INDICATORS) as IndicatorExpr['ind'][];

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
      { min: INDICATORS[ind].least.n, max: MAX_LOOKBACK_SLOTS, whole: true },
      reader,
    );
    const of = reader.expr(node?.['of'], below(path, 'of'));
    return { ind, ...(n !== undefined && { n }), ...(of !== undefined && { of }) };
  },
  compile: (expr, scope) => {
    const kind = INDICATORS[expr.ind];
    const n = expr.n ?? kind.defaults.n;
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
    const lookback = of.lookback + Math.max(slotsFor(n + 1), kind.memory({ n }));
    const { unit, horizonsBars } = of;
    const keepsUnit = kind.behaviour.scale === 'follows';
    return { key, label, words, unit: keepsUnit ? unit : undefined, lookback, horizonsBars, at };
  },
};

function readings(kind: ValueIndicator, n: number, inputs: readonly Reading[]): readonly Reading[] {
  const known = Float64Array.from(inputs, (input) => (isKnown(input) ? input : NaN));
  const outputs = kind.columns(known, { n });
  let warming = kind.warmUp({ n });
  return inputs.map((input, index): Reading => {
    if (!isKnown(input)) return input;
    warming -= 1;
    return warming >= 0 ? 'warmUp' : finiteReading(outputs[index]!);
  });
}
