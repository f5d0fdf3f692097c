import { FEATURE_NAMES } from '../features/featureMatrix';
import type { Examples } from './examples';
import type { FitOf } from './fit';
import type { LinearFit, Regression } from './linearFit';
import type { Contribution, Model, Reading } from './model';

type LeastSquaresKind = 'linear' | 'ridge';

type LeastSquaresFit = FitOf<LeastSquaresKind>;

type Head = { readonly intercept: number; readonly weights: readonly number[] };

/** How far beyond what training saw a log variance may go. */
const REACH = 1;
const LEAST_SMEARING = 1e-6;
/** A squared return counts for at most this many times what was forecast (7 σ): one bad close of years ago must not rule today's σ. */
const LARGEST_RATIO = 50;

const addend = (fit: Omit<LinearFit, 'heads'>, head: Head, row: Float64Array, j: number): number =>
  (head.weights[j]! * (row[j]! - fit.centres[j]!)) / fit.scales[j]!;

function affine(fit: Omit<LinearFit, 'heads'>, head: Head, row: Float64Array): number {
  let sum = head.intercept;
  for (let j = 0; j < row.length; j += 1) sum += addend(fit, head, row, j);
  return sum;
}

const clamp = (x: number, lowest: number, highest: number): number => Math.min(Math.max(x, lowest), highest);

function apply(fit: LeastSquaresFit, row: Float64Array): Reading {
  const { lowest, highest, logScale } = fit.volatility;
  const logVariance = clamp(affine(fit, fit.volatility, row), lowest, highest);
  return { logVariance, variance: Math.exp(logVariance + logScale), drift: affine(fit, fit.drift, row) };
}

function explain(fit: LeastSquaresFit, row: Float64Array): readonly Contribution[] {
  const { intercept, lowest, highest, logScale } = fit.volatility;
  const addends = fit.features.map((name, j) => ({
    name,
    contribution: addend(fit, fit.volatility, row, j),
  }));
  const plain = affine(fit, fit.volatility, row);
  const limit = clamp(plain, lowest, highest) - plain;
  return [
    { name: 'usual', contribution: intercept + logScale },
    ...addends.sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)),
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
function volatilityHead(
  examples: Examples,
  linear: LinearFit,
  through: number,
): LeastSquaresFit['volatility'] {
  const { firstRow, horizonBars, horizonReturn, logVariance } = examples;
  const head = linear.heads[0]!;
  const seen = logVariance.subarray(firstRow, through + 1);
  const lowest = seen.reduce((least, each) => Math.min(least, each), Infinity) - REACH;
  const highest = seen.reduce((most, each) => Math.max(most, each), -Infinity) + REACH;
  const predicted = fitted(examples, linear, head, through);
  const ratio = (log: number, i: number): number =>
    horizonReturn[firstRow + i]! ** 2 / (horizonBars * Math.exp(clamp(log, lowest, highest)));
  const smearing =
    predicted.reduce((sum, log, i) => sum + Math.min(ratio(log, i), LARGEST_RATIO), 0) / predicted.length;
  return {
    ...head,
    weights: [...head.weights],
    lowest,
    highest,
    logScale: Math.log(horizonBars * Math.max(smearing, LEAST_SMEARING)),
  };
}

/** Everything but the baseline's own column. */
const FEATURES_LEARNED = FEATURE_NAMES.filter((name) => name !== 'ewmaVariance');

/** A model of two heads on one regression: log variance over the horizon, and its log return. */
export function leastSquaresModel<K extends LeastSquaresKind>(
  kind: K,
  lambda: number,
  regression: (input: Regression) => (through: number) => LinearFit,
): Model<LeastSquaresFit & { readonly kind: K }> {
  return {
    kind,
    features: FEATURES_LEARNED,
    fewestRows: 126,
    fit: (examples) => {
      const { columns, firstRow, logVariance, horizonReturn, horizonBars } = examples;
      const regress = regression({ columns, firstRow, targets: [logVariance, horizonReturn] });
      return (through) => {
        const linear = regress(through);
        const drift = linear.heads[1]!;
        return {
          kind,
          horizonBars,
          features: [...FEATURES_LEARNED],
          lambda,
          centres: [...linear.centres],
          scales: [...linear.scales],
          volatility: volatilityHead(examples, linear, through),
          drift: { ...drift, weights: [...drift.weights] },
        } as LeastSquaresFit & { readonly kind: K };
      };
    },
    apply,
    explain,
  };
}
