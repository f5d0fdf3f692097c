import type { CleanBars } from '../../market/bar';
import type { Examples } from '../../models/examples';
import { type Backtest, type Contender, type Contestant, toldBy } from '../backtest/backtest';
import { type Happened, LEVELS } from '../backtest/issued';
import { baselineChances, type LevelChances } from '../backtest/touchLevels';
import { type Outcomes, outcomesOf } from '../outcomes';
import type { Readings } from '../walkForward';
import { casePlan } from './casePlan';
import { type CaseTable, endedBy } from './caseTable';

/** A baseline of range variances: over the horizon of each case, before it is taken to the level of squared returns. */
export type RangeBaseline = { readonly name: Contestant; readonly variance: Float64Array };

export type Contest = {
  readonly bars: CleanBars;
  readonly repaired: number;
  readonly table: CaseTable;
  readonly contenders: readonly Contender[];
  readonly baselines: readonly RangeBaseline[];
};

/** The cases of a table with columns to learn from. */
export function caseExamples(
  { horizon, horizonReturn, logVariance }: CaseTable,
  firstRow: number,
  { features, columns }: Pick<Examples, 'features' | 'columns'>,
): Examples {
  return {
    ...{ features, columns, horizonReturn, logVariance, firstRow },
    horizonBars: horizon,
    lastRow: horizonReturn.length - 1,
  };
}

/**
 * Walks models forward over the cases of an intraday series, refitted before every session: each case is told by what had
 * ended before it.
 */
export function caseBacktest({ bars, repaired, table, contenders, baselines }: Contest): Backtest {
  const { examples, fewestRows } = contenders.reduce((latest, each) =>
    firstToldOf(each) > firstToldOf(latest) ? each : latest,
  );
  const plan = casePlan(table, examples.firstRow, fewestRows);
  const from = plan.blocks[0]?.from ?? table.bar.length;
  const outcomes = outcomesOf(examples, plan.blocks);
  const happened = happenedFrom(table, from, outcomes);
  const level = (variance: Float64Array): Readings => ({
    variance: outcomes.varianceRatio.map((ratio, place) => ratio * variance[from + place]!),
  });
  const told = [
    ...contenders.map(({ name, walk, issue }) => [name, walk(plan.blocks), issue] as const),
    ...baselines.map(({ name, variance }) => [name, level(variance), undefined] as const),
  ];
  return {
    symbol: bars.symbol,
    horizonBars: table.horizon,
    bars: bars.bars.length,
    repaired,
    scoredFrom: plan.scoredFrom,
    asOf: Float64Array.from(table.bar.subarray(from), (t) => bars.bars[t]!.closedAt),
    outcomes,
    levels: labelsFrom(table, from),
    happened,
    told: new Map(
      told.map(([name, readings, issue]) => [
        name,
        issue ? { readings, issued: issue(readings.variance.length) } : toldBy(readings, happened),
      ]),
    ),
  };
}

const firstToldOf = ({ examples, fewestRows }: Contender): number => examples.firstRow + fewestRows;

/** What happened after the cases from a row on. */
export function happenedFrom(
  table: CaseTable,
  from: number,
  { blockStart }: Pick<Outcomes, 'blockStart'>,
): Happened {
  const { horizonReturn, upward, downward, longSigma } = table;
  return {
    horizonReturn: horizonReturn.slice(from),
    upward: upward.slice(from),
    downward: downward.slice(from),
    blockStart,
    ended: endedBy(table, table.issuedAt)
      .slice(from)
      .map((ended) => Math.max(0, ended - from)),
    longSigma: longSigma.slice(from),
  };
}

/** Chances of levels by their frequency since there is a long-run σ: what was touched needs no model to be known. */
function labelsFrom(table: CaseTable, from: number): LevelChances {
  const first = Math.max(
    0,
    table.longSigma.findIndex((sigma) => !Number.isNaN(sigma)),
  );
  const { session } = table;
  const starts = session.slice(first);
  let start = 0;
  const blockStart = starts.map((each, row) => (row > 0 && each === starts[row - 1] ? start : (start = row)));
  const { touched, frequency } = baselineChances(happenedFrom(table, first, { blockStart }));
  const before = (from - first) * LEVELS;
  return { touched: touched.slice(before), frequency: frequency.slice(before) };
}
