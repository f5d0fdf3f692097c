import { absence } from '../evaluationWindow';
import type { ForecastReading } from '../frame';
import { LATER_WORDS } from '../laterWords';
import { readKeys } from '../parsing/readKeys';
import { readSpan } from '../parsing/readSpan';
import { readWord } from '../parsing/readWord';
import { below } from '../parsing/ruleReader';
import { finiteReading } from '../reading';
import type { Expr } from '../rule';
import { spanLength } from '../spanLength';
import { spanWords } from '../words';
import type { OperandKind } from './operand';

type MlExpr = Extract<Expr, { ml: unknown }>;

type MlKind = {
  readonly words: string;
  readonly read: (forecast: Extract<ForecastReading, { known: true }>) => number;
};

const ML_KINDS: Readonly<Record<MlExpr['ml'], MlKind>> = {
  predicted_change_pct: {
    words: 'the predicted change',
    read: (forecast) => forecast.predictedChangePct,
  },
  vol: { words: 'the forecast volatility', read: (forecast) => forecast.volatilityPct },
};

const NAMES = Object.keys(ML_KINDS) as MlExpr['ml'][];

/**
 * `{ml, at: Span}`: what the forecast, as it stood on a bar, says of the span after it.
 *
 * Units  percent of the price.
 * Edge   unknown with the forecast's own reason while no model serves it.
 */
export const forecastReading: OperandKind<MlExpr> = {
  parse: (json, path, reader) => {
    const words = { what: 'ml reading', accepted: NAMES, later: LATER_WORDS.mlReadings };
    const ml = readWord(json['ml'], below(path, 'ml'), words, reader);
    if (ml === undefined) return undefined;
    const node = readKeys(json, path, { required: ['at'], optional: ['ml'] }, reader);
    const at = readSpan(node?.['at'], below(path, 'at'), reader);
    return at === undefined ? undefined : { ml, at };
  },
  compile: (expr, scope) => {
    const kind = ML_KINDS[expr.ml];
    const horizonBars = spanLength(expr.at, scope.interval);
    return {
      key: `${expr.ml}(${horizonBars})`,
      label: `${expr.ml}(${expr.at})`,
      words: `${kind.words} over ${spanWords(expr.at)}`,
      unit: '%',
      lookback: 1,
      horizonsBars: [horizonBars],
      at: (window, index) => {
        const absent = absence(window, index);
        if (absent !== undefined) return absent;
        const forecast = window.frame.forecast(window.slots.length - 1 - index, horizonBars);
        return forecast.known ? finiteReading(kind.read(forecast)) : forecast.why;
      },
    };
  },
};
