import type { Examples } from './examples';
import type { FitOf } from './fit';
import type { LinearFit } from './linearFit';
import type { Contribution, Reading } from './model';

/** What all models know that forecast the log of a variance by an affine map. */
export type LogVarianceFit = Omit<FitOf<'har'>, 'kind' | 'features'> & {
  readonly features: readonly string[];
};

type Standardised = Pick<LogVarianceFit, 'centres' | 'scales'>;

type Head = { readonly intercept: number; readonly weights: readonly number[] };

/** How far beyond what training saw a log variance may go. */
const REACH = 1;
const LEAST_SMEARING = 1e-6;
/** A squared return counts for at most this many times what was forecast (7 σ): one bad close of years ago must not rule today's σ. */
const LARGEST_RATIO = 50;

const addend = (fit: Standardised, head: Head, row: Float64Array, j: number): number =>
  (head.weights[j]! * (row[j]! - fit.centres[j]!)) / fit.scales[j]!;

/** What a head says of a row: its intercept, and its weights times the standardised features. */
export function affine(fit: Standardised, head: Head, row: Float64Array): number {
  let sum = head.intercept;
  for (let j = 0; j < row.length; j += 1) sum += addend(fit, head, row, j);
  return sum;
}

const clamp = (x: number, lowest: number, highest: number): number => Math.min(Math.max(x, lowest), highest);

/** The variance over the horizon, and the log of its mean per bar, that a fit reads in a row. */
export function varianceIn(fit: LogVarianceFit, row: Float64Array): VarianceReading {
  return varianceAt(fit.volatility, affine(fit, fit.volatility, row));
}

export type VarianceReading = Required<Pick<Reading, 'variance' | 'logVariance'>>;

/** The variance over the horizon that a mean log variance of one bar stands for. */
export function varianceAt({ lowest, highest, logScale }: VarianceLevel, plain: number): VarianceReading {
  const logVariance = clamp(plain, lowest, highest);
  return { logVariance, variance: Math.exp(logVariance + logScale) };
}

/** Addends that sum exactly to the log of the variance, the largest first after what is usual. */
export function explainedVariance(fit: LogVarianceFit, row: Float64Array): readonly Contribution[] {
  const addends = fit.features.map((name, j) => ({
    name,
    contribution: addend(fit, fit.volatility, row, j),
  }));
  return explainedLevel(fit.volatility, fit.volatility.intercept, addends);
}

/** The same of addends that a model gives to the log variance, beside what it says without any. */
export function explainedLevel(
  { lowest, highest, logScale }: VarianceLevel,
  usual: number,
  addends: readonly Contribution[],
): readonly Contribution[] {
  const plain = addends.reduce((sum, { contribution }) => sum + contribution, usual);
  const limit = clamp(plain, lowest, highest) - plain;
  return [
    { name: 'usual', contribution: usual + logScale },
    ...addends.toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
    ...(limit === 0 ? [] : [{ name: 'limit', contribution: limit }]),
  ];
}

/** Log variances the head gives to the rows it was fitted on, column by column. */
function fitted(
  { columns, firstRow }: Examples,
  linear: LinearFit,
  head: Head,
  through: number,
): Float64Array {
  const readings = new Float64Array(through - firstRow + 1).fill(head.intercept);
  columns.forEach((column, j) => {
    const slope = head.weights[j]! / linear.scales[j]!;
    const centre = linear.centres[j]!;
    for (let i = 0; i < readings.length; i += 1) {
      readings[i] = readings[i]! + slope * (column[firstRow + i]! - centre);
    }
  });
  return readings;
}

/**
 * The volatility head with its smearing: exp of a mean log is below the mean, so the forecasts are
 * scaled until squared returns equal them on average.
 *
 * Source  Duan 1983, Smearing estimate: a nonparametric retransformation method.
 */
export function volatilityHead(
  examples: Examples,
  linear: LinearFit,
  through: number,
): LogVarianceFit['volatility'] {
  const head = linear.heads[0]!;
  const predicted = fitted(examples, linear, head, through);
  return { ...head, weights: [...head.weights], ...varianceLevel(examples, predicted, through) };
}

/** What takes a mean log variance of one bar to the variance over the horizon, and no further than it may go. */
export type VarianceLevel = Pick<LogVarianceFit['volatility'], 'lowest' | 'highest' | 'logScale'>;

/**
 * The level of log variances that a model gives to the rows it was fitted on, `predicted` from the first of them on.
 *
 * Source  Duan 1983; see volatilityHead.
 */
export function varianceLevel(
  { firstRow, horizonBars, horizonReturn, logVariance }: Examples,
  predicted: Float64Array,
  through: number,
): VarianceLevel {
  const seen = logVariance.subarray(firstRow, through + 1);
  const lowest = seen.reduce((least, each) => Math.min(least, each), Infinity) - REACH;
  const highest = seen.reduce((most, each) => Math.max(most, each), -Infinity) + REACH;
  const ratio = (log: number, i: number): number =>
    horizonReturn[firstRow + i]! ** 2 / (horizonBars * Math.exp(clamp(log, lowest, highest)));
  const smearing =
    predicted.reduce((sum, log, i) => sum + Math.min(ratio(log, i), LARGEST_RATIO), 0) / predicted.length;
  return { lowest, highest, logScale: Math.log(horizonBars * Math.max(smearing, LEAST_SMEARING)) };
}
