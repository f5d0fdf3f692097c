import type { Examples } from '../models/examples';
import { expandingMean } from '../models/expandingMean';
import type { Block } from './walkForward';

/** What happened after each tested row, beside what the past alone would have said. */
export type Outcomes = {
  readonly horizonBars: number;
  /** First row of the block each case belongs to, as a place among the cases. */
  readonly blockStart: Int32Array;
  readonly horizonReturn: Float64Array;
  readonly logVariance: Float64Array;
  /** Range variance over the horizon, scaled by the past so that it is unbiased for squared returns. */
  readonly realisedVariance: Float64Array;
  /** What the past said squared returns are of range variances. */
  readonly varianceRatio: Float64Array;
  /** Mean horizon return, and mean log variance, of the rows learned from. */
  readonly meanReturn: Float64Array;
  readonly meanLogVariance: Float64Array;
};

const LEAST_RATIO = 1e-6;

/** The outcomes of the rows a plan tests. */
export function outcomesOf(examples: Examples, plan: readonly Block[]): Outcomes {
  const { firstRow, horizonReturn, logVariance, horizonBars } = examples;
  const overHorizon = logVariance.map((log) => horizonBars * Math.exp(log));
  const squared = expandingMean(
    horizonReturn.map((move) => move * move),
    firstRow,
  );
  const range = expandingMean(overHorizon, firstRow);
  const meanReturn = expandingMean(horizonReturn, firstRow);
  const meanLog = expandingMean(logVariance, firstRow);
  const first = plan[0]?.from ?? 0;
  const cases = plan.flatMap(({ through, from, to }) => {
    const ratio = Math.max(squared(through) / range(through), LEAST_RATIO);
    const past = { start: from - first, ratio, meanReturn: meanReturn(through), meanLog: meanLog(through) };
    return Array.from({ length: to - from + 1 }, (_, i) => ({ row: from + i, ...past }));
  });
  return {
    horizonBars,
    blockStart: Int32Array.from(cases, ({ start }) => start),
    horizonReturn: Float64Array.from(cases, ({ row }) => horizonReturn[row]!),
    logVariance: Float64Array.from(cases, ({ row }) => logVariance[row]!),
    realisedVariance: Float64Array.from(cases, ({ row, ratio }) => ratio * overHorizon[row]!),
    varianceRatio: Float64Array.from(cases, ({ ratio }) => ratio),
    meanReturn: Float64Array.from(cases, (each) => each.meanReturn),
    meanLogVariance: Float64Array.from(cases, (each) => each.meanLog),
  };
}
