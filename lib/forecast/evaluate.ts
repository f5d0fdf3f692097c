import type { Evaluation } from '../models/evaluation';
import type { Outcomes } from './outcomes';
import { clarkWestP, dieboldMarianoP } from './pairedTests';
import { coverage } from './residuals';
import type { Readings } from './walkForward';

const sum = (values: Float64Array): number => values.reduce((total, each) => total + each, 0);

const mean = (values: Float64Array): number => sum(values) / values.length;

/**
 * QLIKE of each case: 0 for a perfect variance, rising on both sides.
 *
 * Source  Patton 2011, Volatility forecast comparison using imperfect volatility proxies.
 */
export function qlikeLosses({ variance }: Readings, { realisedVariance }: Outcomes): Float64Array {
  return variance.map((forecast, i) => {
    const ratio = realisedVariance[i]! / forecast;
    return ratio - Math.log(ratio) - 1;
  });
}

/** 1 − squared errors over those of a baseline; 0 where the baseline makes none. */
function rSquared(outcome: Float64Array, forecast: Float64Array, baseline: Float64Array): number {
  const errors = sum(outcome.map((each, i) => (each - forecast[i]!) ** 2));
  const baselineErrors = sum(outcome.map((each, i) => (each - baseline[i]!) ** 2));
  return baselineErrors > 0 ? 1 - errors / baselineErrors : 0;
}

function driftScores(drift: Float64Array | undefined, outcomes: Outcomes): Partial<Evaluation> {
  if (!drift) return {};
  const { horizonReturn, horizonBars } = outcomes;
  const right = horizonReturn.filter((move, i) => move > 0 === drift[i]! > 0).length;
  return {
    returnR2: rSquared(horizonReturn, drift, new Float64Array(drift.length)),
    clarkWestP: clarkWestP(horizonReturn, drift, horizonBars),
    directionAccuracy: right / drift.length,
  };
}

function volatilityScores({ logVariance }: Readings, outcomes: Outcomes): Partial<Evaluation> {
  if (!logVariance) return {};
  return { logVarianceR2: rSquared(outcomes.logVariance, logVariance, outcomes.meanLogVariance) };
}

/** R² of a drift above which a leak is likelier than skill; likewise the accuracy and the log variance. */
const SUSPECT = { returnR2: 0.02, directionAccuracy: 0.56, logVarianceR2: 0.85 } as const;

/** The figures too good to be true on prices: a sign that the future leaked into the features. */
export function leakSuspicions(evaluation: Evaluation): readonly (keyof typeof SUSPECT)[] {
  const limits = Object.entries(SUSPECT) as [keyof typeof SUSPECT, number][];
  return limits.filter(([name, limit]) => (evaluation[name] ?? 0) > limit).map(([name]) => name);
}

const CHANCE = 0.05;

/**
 * Whether a drift may move the median: not worse than "the price stays" nor than the mean return, not
 * by chance, and not suspiciously good.
 */
export function mayAdmitDrift(evaluation: Evaluation): boolean {
  const { returnR2, returnR2Baseline, clarkWestP: p, directionAccuracy } = evaluation;
  const isSkilled = returnR2 >= Math.max(returnR2Baseline, 0) && p < CHANCE;
  return directionAccuracy !== undefined && isSkilled && leakSuspicions(evaluation).length === 0;
}

/** Outcomes in units of their forecast σ, around the median with or without the drift. */
export function standardised(
  readings: Readings,
  { horizonReturn }: Outcomes,
  withDrift: boolean,
): Float64Array {
  const { drift, variance } = readings;
  return horizonReturn.map(
    (move, i) => (move - (withDrift ? (drift?.[i] ?? 0) : 0)) / Math.sqrt(variance[i]!),
  );
}

export type Contest = {
  readonly bars: number;
  readonly outcomes: Outcomes;
  readonly readings: Readings;
  readonly ewma: Readings;
  readonly naive: Readings;
};

/**
 * The out-of-sample record of a model beside its baselines.
 *
 * Edge    intervals are scored around the median as it would be served: with the drift only if it is admitted.
 */
export function evaluate({ bars, outcomes, readings, ewma, naive }: Contest): Evaluation {
  const { horizonReturn, horizonBars, meanReturn, blockStart } = outcomes;
  const [losses, ewmaLosses] = [qlikeLosses(readings, outcomes), qlikeLosses(ewma, outcomes)];
  const [qlike, qlikeEwma] = [mean(losses), mean(ewmaLosses)];
  const evaluation: Evaluation = {
    bars,
    cases: horizonReturn.length,
    qlike,
    qlikeEwma,
    qlikeNaive: mean(qlikeLosses(naive, outcomes)),
    qlikeGainPct: qlikeEwma > 0 ? 100 * (1 - qlike / qlikeEwma) : 0,
    dieboldMarianoP: dieboldMarianoP(losses, ewmaLosses, horizonBars),
    coverage50: 0,
    coverage90: 0,
    returnR2: 0,
    returnR2Baseline: rSquared(horizonReturn, meanReturn, new Float64Array(meanReturn.length)),
    clarkWestP: 1,
    alwaysUpAccuracy: horizonReturn.filter((move) => move > 0).length / horizonReturn.length,
    ...volatilityScores(readings, outcomes),
    ...driftScores(readings.drift, outcomes),
  };
  const residuals = standardised(readings, outcomes, mayAdmitDrift(evaluation));
  return { ...evaluation, ...coverage(residuals, blockStart, horizonBars) };
}
