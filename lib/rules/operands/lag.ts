import { absence } from '../evaluationWindow';
import { MAX_LOOKBACK_SLOTS } from '../lookback';
import { readPair } from '../parsing/readList';
import { readKeys } from '../parsing/readKeys';
import { readNumber } from '../parsing/readNumber';
import { below } from '../parsing/ruleReader';
import type { Expr } from '../rule';
import { counted } from '../words';
import type { OperandKind } from './operand';

/**
 * `{lag: [Expr, bars]}`: the reading that many slots ago.
 *
 * Edge  slots are counted, not known bars: a missing one is unknown. Before the symbol's first bar
 *       it is `warmUp`, constants included.
 */
export const lag: OperandKind<Extract<Expr, { lag: unknown }>> = {
  parse: (json, path, reader) => {
    const node = readKeys(json, path, { optional: ['lag'] }, reader);
    const readBars = (bars: unknown, at: string) =>
      readNumber(bars, at, { min: 0, max: MAX_LOOKBACK_SLOTS, whole: true }, reader);
    const pair = readPair(node?.['lag'], below(path, 'lag'), [reader.expr, readBars], reader);
    return pair && { lag: pair };
  },
  compile: ({ lag: [expr, bars] }, scope) => {
    const of = scope.operand(expr);
    return {
      key: `lag(${of.key},${bars})`,
      label: `lag(${of.label}, ${bars})`,
      words: `${of.words}${of.isConstant === true || of.words.includes(' ') ? ' as of' : ''} ${counted(bars, 'bar')} ago`,
      unit: of.unit,
      lookback: of.lookback + bars,
      horizonsBars: of.horizonsBars,
      at: (window, index) =>
        absence(window, index) ?? absence(window, index - bars) ?? of.at(window, index - bars),
    };
  },
};
