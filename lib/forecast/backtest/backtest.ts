import { featureMatrix } from '../../features/featureMatrix';
import type { CleanBars } from '../../market/bar';
import { type Examples, examplesOf } from '../../models/examples';
import { ewmaOfVariance } from '../../features/varianceFeatures';
import type { ModelKind } from '../../models/fit';
import { modelNamed } from '../../models/modelNamed';
import { type Outcomes, outcomesOf } from '../outcomes';
import { type Block, type Readings, walkForward } from '../walkForward';
import { type BacktestPlan, backtestPlan } from './backtestPlan';
import { excursionsOf } from './excursions';
import { type Happened, type Issued, issued } from './issued';
import { baselineChances, type LevelChances } from './touchLevels';

/** A baseline that is printed beside the models, and that nobody serves. */
export const RANGE_BASELINE = 'ewma-range';
/** Likewise, of variances inside sessions divided by their time of day. */
export const TIME_OF_DAY_BASELINE = 'ewma-tod';

export type Contestant =
  ModelKind | 'har-pooled' | 'har-daily' | typeof RANGE_BASELINE | typeof TIME_OF_DAY_BASELINE;

/** What one model said of each case, and what it told of it. */
export type Told = { readonly readings: Readings; readonly issued: Issued };

/** What readings would have told around the price, worked out when it is first asked for: of baselines nobody may. */
export function toldBy(readings: Readings, happened: Happened): Told {
  let made: Issued | undefined;
  return {
    readings,
    get issued() {
      made ??= issued({ sigma: readings.variance.map(Math.sqrt) }, happened);
      return made;
    },
  };
}

/** A walk-forward of several models over the same cases of one series. */
export type Backtest = {
  readonly symbol: string;
  readonly horizonBars: number;
  /** Bars the series has, and how many of them had an open or a wick cut back. */
  readonly bars: number;
  readonly repaired: number;
  /** Place of the first case that is scored. */
  readonly scoredFrom: number;
  /** Close (epoch ms) of the bar each case was issued at. */
  readonly asOf: Float64Array;
  readonly outcomes: Outcomes;
  readonly levels: LevelChances;
  readonly happened: Happened;
  readonly told: ReadonlyMap<Contestant, Told>;
};

/** Who is walked forward over the rows of a series. */
export type Contender = {
  readonly name: Contestant;
  readonly examples: Examples;
  readonly fewestRows: number;
  readonly walk: (blocks: readonly Block[]) => Readings;
  /** What it told of the last cases, where its intervals and chances are not of the errors of this series alone. */
  readonly issue?: (cases: number) => Issued;
};

/** A model by name, with the features it reads of a series. */
export function modelContender(bars: CleanBars, kind: ModelKind, horizonBars: number): Contender {
  const model = modelNamed(kind);
  const matrix = featureMatrix(bars, model.features, horizonBars);
  const examples = examplesOf(matrix, horizonBars, model.windowRows);
  const { fewestRows } = model;
  return { name: kind, examples, fewestRows, walk: (blocks) => walkForward(model, examples, blocks) };
}

/**
 * Walks models forward over a series: each case is told by a model that was fitted on outcomes that had ended before it, and
 * by errors that were known then.
 *
 * Edge    all models are told of the same cases: who needs most bars says where they begin.
 */
export function backtest(bars: CleanBars, contenders: readonly Contender[], horizonBars: number): Backtest {
  const { examples, fewestRows } = contenders.reduce((most, each) =>
    firstRowOf(each) > firstRowOf(most) ? each : most,
  );
  const plan = backtestPlan(examples, bars.interval, fewestRows);
  const { moves } = featureMatrix(bars, [], horizonBars);
  const outcomes = outcomesOf(examples, plan.blocks);
  const rows = rowsOf(plan);
  const at = (column: Float64Array) => Float64Array.from(rows, (row) => column[row]!);
  const excursions = excursionsOf(moves, horizonBars);
  const happened: Happened = {
    horizonReturn: outcomes.horizonReturn,
    upward: at(excursions.upward),
    downward: at(excursions.downward),
    blockStart: outcomes.blockStart,
    ended: Int32Array.from(rows, (_, place) => Math.max(0, place - horizonBars + 1)),
    longSigma: longSigmaOf(moves.logReturn, plan, horizonBars),
  };
  const told = contenders.map(({ name, walk }) => [name, walk(plan.blocks)] as const);
  const baseline = rangeReadings(moves.rangeVariance, examples, plan, outcomes);
  return {
    symbol: bars.symbol,
    horizonBars,
    bars: bars.bars.length,
    repaired: moves.repaired.length,
    scoredFrom: plan.scoredFrom,
    asOf: Float64Array.from(rows, (row) => bars.bars[row]!.closedAt),
    outcomes,
    levels: baselineChances(happened),
    happened,
    told: new Map(
      [...told, [RANGE_BASELINE, baseline] as const].map(([name, readings]) => [
        name,
        toldBy(readings, happened),
      ]),
    ),
  };
}

const firstRowOf = ({ examples, fewestRows }: Contender): number => examples.firstRow + fewestRows;

const rowsOf = ({ blocks }: BacktestPlan): readonly number[] =>
  blocks.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i));

/** Standard deviation of the returns of one bar up to each block, over the horizon. */
function longSigmaOf(logReturn: Float64Array, { blocks }: BacktestPlan, horizonBars: number): Float64Array {
  const sigmas: number[] = [];
  let [sum, count] = [0, 0];
  for (const { from, to } of blocks) {
    for (; count < from - 1; count += 1) sum += logReturn[count + 1]! ** 2;
    for (let row = from; row <= to; row += 1) sigmas.push(Math.sqrt((horizonBars * sum) / count));
  }
  return Float64Array.from(sigmas);
}

/** RiskMetrics of the range variance, at the level of squared returns. */
function rangeReadings(
  rangeVariance: Float64Array,
  { horizonBars }: Examples,
  plan: BacktestPlan,
  { varianceRatio }: Outcomes,
): Readings {
  const smoothed = ewmaOfVariance(rangeVariance);
  return {
    variance: Float64Array.from(
      rowsOf(plan),
      (row, place) => horizonBars * varianceRatio[place]! * smoothed[row]!,
    ),
  };
}
