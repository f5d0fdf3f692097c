import type { Bar, CleanBars } from '../../market/bar';
import type { Interval } from '../../market/interval';
import type { WideFeature } from './move';
import { MoveStream } from './moveStream';
import { isWeekday, sessionEnds, sessionShare } from './wideCalendar';
import { logMarketVarianceOver, marketBeta, marketReturnOver } from './wideMarket';
import { closeInRange, fallOver, overnightGap, returnOver } from './wideReturns';
import {
  bandPosition,
  bandWidth,
  centredRsi,
  channelIndex,
  distanceToHigh,
  distanceToLow,
  distanceToMean,
  logAtr,
  macdLine,
  priceZscore,
  stochasticK,
  trendStrength,
} from './wideTrends';
import {
  logDownsideVarianceOver,
  logEwmaVariance,
  logGapVarianceOver,
  logRealisedVarianceOver,
  logVarianceOver,
  varianceOfVariance,
} from './wideVariances';
import { moneyFlow, relativeVolume, volumeTrend } from './wideVolumes';

const OF_ITSELF = {
  return1: returnOver(1),
  return2: returnOver(2),
  return3: returnOver(3),
  return5: returnOver(5),
  return10: returnOver(10),
  return21: returnOver(21),
  return63: returnOver(63),
  fall1: fallOver(1),
  fall5: fallOver(5),
  fall22: fallOver(22),
  overnightGap,
  closeInRange,
  logVariance1: logVarianceOver(1),
  logVariance5: logVarianceOver(5),
  logVariance22: logVarianceOver(22),
  logVariance66: logVarianceOver(66),
  logRealisedVariance5: logRealisedVarianceOver(5),
  logRealisedVariance22: logRealisedVarianceOver(22),
  logDownsideVariance22: logDownsideVarianceOver(22),
  logGapVariance22: logGapVarianceOver(22),
  logEwmaVariance32: logEwmaVariance(32),
  varianceOfVariance22: varianceOfVariance(22),
  logAtr14: logAtr(14),
  relativeVolume20: relativeVolume(20),
  volumeTrend5over66: volumeTrend(5, 66),
  moneyFlow14: moneyFlow(14),
  rsi2: centredRsi(2),
  rsi14: centredRsi(14),
  macdLine: macdLine('macd'),
  macdAboveSignal: macdLine('hist'),
  bandPosition20: bandPosition(20),
  bandWidth20: bandWidth(20),
  trendStrength14: trendStrength(14),
  stochasticK,
  channelIndex20: channelIndex(20),
  priceZscore60: priceZscore(60),
  distanceToSma20: distanceToMean(20),
  distanceToSma50: distanceToMean(50),
  distanceToSma200: distanceToMean(200),
  distanceToHigh252: distanceToHigh(252),
  distanceToLow252: distanceToLow(252),
  isMonday: isWeekday(1),
  isFriday: isWeekday(5),
  sessionShare,
  sessionEnds,
} as const satisfies Record<string, WideFeature>;

const OF_MARKET = {
  marketReturn1: marketReturnOver(1),
  marketReturn5: marketReturnOver(5),
  logMarketVariance5: logMarketVarianceOver(5),
  logMarketVariance22: logMarketVarianceOver(22),
  marketBeta66: marketBeta(66),
} as const satisfies Record<string, WideFeature>;

const FEATURES = { ...OF_ITSELF, ...OF_MARKET };

export type WideFeatureName = keyof typeof FEATURES;

const namesOf = (features: object): readonly WideFeatureName[] => Object.keys(features) as WideFeatureName[];

/** What a series alone tells; a list of its own, since models trained before name those of `featureMatrix`. */
export const WIDE_FEATURES = namesOf(OF_ITSELF);

/** What it tells beside a market: another series, of an index as a rule. */
export const WIDE_FEATURES_BESIDE_MARKET = namesOf(FEATURES);

/**
 * The first row in which all of them are past their warm-up.
 *
 * Shape   `marketFrom` is the first row that the market has closed by; those of the market begin to count there.
 */
function firstRowOf(names: readonly WideFeatureName[], marketFrom: number): number {
  const firstRows = names.map((name) => (name in OF_MARKET ? marketFrom : 0) + FEATURES[name].warmUp - 1);
  return Math.max(0, ...firstRows);
}

/**
 * A row of features for each bar that is told, in the order of their names.
 *
 * Edge    a bar may be told again (`isNew` false) and then stands instead of the last one; the row is the same
 *         array each time. NaN where a feature is warming up.
 */
export class WideRows {
  private readonly moves: MoveStream;
  private readonly streams: readonly ReturnType<WideFeature['stream']>[];
  private readonly row: Float64Array;

  constructor(interval: Interval, names: readonly WideFeatureName[]) {
    this.moves = new MoveStream(interval);
    this.streams = names.map((name) => FEATURES[name].stream());
    this.row = new Float64Array(names.length);
  }

  /** `marketClose` is the newest close of the market that was known when the bar closed; NaN where there is none. */
  step(bar: Bar, marketClose: number, isNew: boolean): Float64Array {
    const move = this.moves.step(bar, marketClose, isNew);
    for (let j = 0; j < this.streams.length; j += 1) this.row[j] = this.streams[j]!.step(move, isNew);
    return this.row;
  }
}

/** Features of one series in columns. */
export type WideMatrix = {
  readonly names: readonly WideFeatureName[];
  /** One per name, a reading at each bar; rows before `firstRow` are not to be read. */
  readonly columns: readonly Float64Array[];
  readonly count: number;
  /** The first row in which every feature is past its warm-up; ≥ `count` when there are too few bars. */
  readonly firstRow: number;
};

/**
 * The features of a series, in one pass: row t reads bar t and earlier ones, and of the market what had closed
 * by then.
 *
 * Shape   n bars, oldest first → n rows.
 */
export function wideMatrix(
  series: CleanBars,
  names: readonly WideFeatureName[],
  market?: CleanBars,
): WideMatrix {
  const count = series.bars.length;
  const columns = names.map(() => new Float64Array(count));
  const rows = new WideRows(series.interval, names);
  const marketBars = market?.bars ?? [];
  let known = 0;
  let marketFrom = count;
  series.bars.forEach((bar, t) => {
    while (known < marketBars.length && marketBars[known]!.closedAt <= bar.closedAt) known += 1;
    if (known > 0) marketFrom = Math.min(marketFrom, t);
    const row = rows.step(bar, marketBars[known - 1]?.close ?? NaN, true);
    for (let j = 0; j < names.length; j += 1) columns[j]![t] = row[j]!;
  });
  return { names, columns, count, firstRow: firstRowOf(names, marketFrom) };
}
