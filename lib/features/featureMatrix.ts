import type { CleanBars } from '../market/bar';
import type { Interval } from '../market/interval';
import type { Feature } from './feature';
import { type PriceMoves, priceMoves } from './priceMoves';
import { fallOver, overnightGap, returnOver } from './returnFeatures';
import { nightsAhead } from './sessionFeatures';
import { centredRsi, distanceToHigh, distanceToLow, distanceToMean } from './trendFeatures';
import {
  ewmaVariance,
  logDownsideVarianceOver,
  logRealisedVarianceOver,
  logVarianceOver,
} from './varianceFeatures';
import { relativeVolume, volumeTrend } from './volumeFeatures';

/** Every feature by its name; a trained model names those it reads, so a name never changes its meaning. */
const FEATURES = {
  return1: returnOver(1),
  return2: returnOver(2),
  return3: returnOver(3),
  return5: returnOver(5),
  return10: returnOver(10),
  return21: returnOver(21),
  fall1: fallOver(1),
  fall5: fallOver(5),
  fall22: fallOver(22),
  overnightGap,
  logVariance1: logVarianceOver(1),
  logVariance5: logVarianceOver(5),
  logVariance22: logVarianceOver(22),
  logVariance66: logVarianceOver(66),
  logRealisedVariance22: logRealisedVarianceOver(22),
  logDownsideVariance22: logDownsideVarianceOver(22),
  relativeVolume20: relativeVolume(20),
  volumeTrend5over66: volumeTrend(5, 66),
  rsi14: centredRsi(14),
  distanceToSma20: distanceToMean(20),
  distanceToSma50: distanceToMean(50),
  distanceToSma200: distanceToMean(200),
  distanceToHigh252: distanceToHigh(252),
  distanceToLow252: distanceToLow(252),
  nightsAhead,
  ewmaVariance,
} as const satisfies Record<string, Feature>;

export type FeatureName = keyof typeof FEATURES;

export const FEATURE_NAMES = Object.keys(FEATURES) as readonly FeatureName[];

declare const causal: unique symbol;

/** Features of one series in columns. Only `featureMatrix` makes it. */
export type FeatureMatrix = {
  readonly symbol: string;
  readonly interval: Interval;
  readonly names: readonly FeatureName[];
  /** One per name, a reading at each bar; rows before `firstRow` are not to be read. */
  readonly columns: readonly Float64Array[];
  /** As many rows as there are bars. */
  readonly count: number;
  /** The first row in which every feature is past its warm-up; ≥ `count` when there are too few bars. */
  readonly firstRow: number;
  /** What the columns were computed from. */
  readonly moves: PriceMoves;
  readonly [causal]: true;
};

/** Bars needed before a row of these features is complete, its own included. */
export function warmUpBars(names: readonly FeatureName[]): number {
  return Math.max(1, ...names.map((name) => FEATURES[name].warmUp));
}

/**
 * The features of a series: row t reads bar t and earlier ones, never a later one.
 *
 * Shape   n bars, oldest first → n rows.
 * Edge    flat stretches and zero volume read finite numbers; too few bars → no row to be read. The horizon
 *         changes only what the calendar says of the time ahead.
 */
export function featureMatrix(
  bars: CleanBars,
  names: readonly FeatureName[] = FEATURE_NAMES,
  horizonBars = 1,
): FeatureMatrix {
  const moves = priceMoves(bars);
  const matrix: Omit<FeatureMatrix, typeof causal> = {
    symbol: bars.symbol,
    interval: bars.interval,
    names,
    columns: names.map((name) => FEATURES[name].column(moves, horizonBars)),
    count: moves.count,
    firstRow: warmUpBars(names) - 1,
    moves,
  };
  return matrix as FeatureMatrix;
}

/** One row of the matrix, in the order of its names. */
export function rowAt(matrix: FeatureMatrix, row: number): Float64Array {
  return windowOf(matrix.columns, row, 1);
}

/**
 * The newest rows of columns that end with one, row after row, the oldest first.
 *
 * Shape   `rows` × as many numbers as there are columns.
 */
export function windowOf(columns: readonly Float64Array[], row: number, rows: number): Float64Array {
  const width = columns.length;
  const first = row - rows + 1;
  return Float64Array.from(
    { length: rows * width },
    (_, i) => columns[i % width]![first + Math.floor(i / width)]!,
  );
}
