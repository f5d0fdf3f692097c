import { qlike } from '../scores/qlike';
import type { Backtest, Contestant } from './backtest';
import { LEVELS } from './issued';

/** What one model's forecasts of one series were worth, a place a scored case, oldest first. */
export type ScoredCases = {
  readonly symbol: string;
  readonly asOf: Float64Array;
  readonly sigma: Float64Array;
  readonly qlike: Float64Array;
  /**
   * Squared errors of the log variance, and of its expanding mean. Who forecasts no log is taken to say that of its variance,
   * at the level of range variances.
   */
  readonly logErrors: Float64Array;
  readonly logBaselineErrors: Float64Array;
  /** Squared errors over the levels of a case, and those of their expanding frequencies; 0 before there are any. */
  readonly touchLosses: Float64Array;
  readonly touchBaselineLosses: Float64Array;
  /** Chances that were told of single levels, and whether these were touched: those that have a baseline. */
  readonly chances: Float64Array;
  readonly touched: Float64Array;
  /** 1 where the outcome lay inside the interval. */
  readonly inside50: Float64Array;
  readonly inside90: Float64Array;
  readonly horizonReturn: Float64Array;
  readonly drift?: Float64Array;
};

/** Baselines that say what they say, at whatever level: they are not taken to that of the range variance. */
const AS_THEY_ARE: readonly Contestant[] = ['naive', 'ewma'];

/** The scored cases of one model. */
export function scoredCases(backtest: Backtest, name: Contestant): ScoredCases {
  const { outcomes, scoredFrom: from, symbol, asOf } = backtest;
  const { readings, issued } = backtest.told.get(name)!;
  const { realisedVariance, varianceRatio, logVariance, meanLogVariance, horizonReturn } = outcomes;
  const isPlain = AS_THEY_ARE.includes(name);
  const scored = (of: (place: number) => number) =>
    Float64Array.from({ length: asOf.length - from }, (_, i) => of(from + i));
  const inside = (low: Float64Array, high: Float64Array) =>
    scored((i) => (horizonReturn[i]! >= low[i]! && horizonReturn[i]! <= high[i]! ? 1 : 0));
  const { logVariance: said, drift, variance } = readings;
  const saidLog = (i: number): number =>
    said?.[i] ?? Math.log(variance[i]! / (outcomes.horizonBars * varianceRatio[i]!));
  return {
    symbol,
    asOf: asOf.slice(from),
    sigma: scored((i) => Math.sqrt(variance[i]!)),
    qlike: scored((i) => qlike(realisedVariance[i]! / (isPlain ? varianceRatio[i]! : 1), variance[i]!)),
    logErrors: scored((i) => (logVariance[i]! - saidLog(i)) ** 2),
    logBaselineErrors: scored((i) => (logVariance[i]! - meanLogVariance[i]!) ** 2),
    ...touchesOf(backtest, issued.touch),
    inside50: inside(issued.low50, issued.high50),
    inside90: inside(issued.low90, issued.high90),
    horizonReturn: horizonReturn.slice(from),
    ...(drift && { drift: drift.slice(from) }),
  };
}

function touchesOf({ levels, scoredFrom, asOf }: Backtest, touch: Float64Array) {
  const cases = asOf.length - scoredFrom;
  const [touchLosses, touchBaselineLosses] = [new Float64Array(cases), new Float64Array(cases)];
  const [chances, touched]: number[][] = [[], []];
  for (let at = scoredFrom * LEVELS; at < asOf.length * LEVELS; at += 1) {
    const frequency = levels.frequency[at]!;
    if (Number.isNaN(frequency)) continue;
    const [happened, place] = [levels.touched[at]!, Math.floor(at / LEVELS) - scoredFrom];
    touchLosses[place] = touchLosses[place]! + (touch[at]! - happened) ** 2;
    touchBaselineLosses[place] = touchBaselineLosses[place]! + (frequency - happened) ** 2;
    chances!.push(touch[at]!);
    touched!.push(happened);
  }
  return {
    touchLosses,
    touchBaselineLosses,
    chances: Float64Array.from(chances!),
    touched: Float64Array.from(touched!),
  };
}
