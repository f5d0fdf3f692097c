import type { Losses } from '../models/evaluation';
import type { Outcomes } from './outcomes';
import { clarkWestP, dieboldMarianoP } from './pairedTests';
import { qlikeLosses } from './qlikeLosses';
import type { Readings } from './walkForward';

const sum = (values: Float64Array): number => values.reduce((total, each) => total + each, 0);

const mean = (values: Float64Array): number => sum(values) / values.length;

/** 1 − squared errors over those of a baseline; 0 where the baseline makes none. */
function rSquared(outcome: Float64Array, forecast: Float64Array, baseline: Float64Array): number {
  const errors = sum(outcome.map((each, i) => (each - forecast[i]!) ** 2));
  const baselineErrors = sum(outcome.map((each, i) => (each - baseline[i]!) ** 2));
  return baselineErrors > 0 ? 1 - errors / baselineErrors : 0;
}

function driftScores(drift: Float64Array | undefined, outcomes: Outcomes): Partial<Losses> {
  if (!drift) return {};
  const { horizonReturn, horizonBars } = outcomes;
  const right = horizonReturn.filter((move, i) => move > 0 === drift[i]! > 0).length;
  return {
    returnR2: rSquared(horizonReturn, drift, new Float64Array(drift.length)),
    clarkWestP: clarkWestP(horizonReturn, drift, horizonBars),
    directionAccuracy: right / drift.length,
  };
}

function volatilityScores({ logVariance }: Readings, outcomes: Outcomes): Partial<Losses> {
  if (!logVariance) return {};
  return { logVarianceR2: rSquared(outcomes.logVariance, logVariance, outcomes.meanLogVariance) };
}

export type Contest = {
  readonly bars: number;
  readonly outcomes: Outcomes;
  readonly readings: Readings;
  readonly ewma: Readings;
  readonly naive: Readings;
};

/** The out-of-sample losses of a model beside those of its baselines. */
export function evaluate({ bars, outcomes, readings, ewma, naive }: Contest): Losses {
  const { horizonReturn, horizonBars, meanReturn } = outcomes;
  const [losses, ewmaLosses] = [qlikeLosses(readings, outcomes), qlikeLosses(ewma, outcomes)];
  const [qlike, qlikeEwma] = [mean(losses), mean(ewmaLosses)];
  return {
    bars,
    cases: horizonReturn.length,
    qlike,
    qlikeEwma,
    qlikeNaive: mean(qlikeLosses(naive, outcomes)),
    qlikeGainPct: qlikeEwma > 0 ? 100 * (1 - qlike / qlikeEwma) : 0,
    dieboldMarianoP: dieboldMarianoP(losses, ewmaLosses, horizonBars),
    returnR2: 0,
    returnR2Baseline: rSquared(horizonReturn, meanReturn, new Float64Array(meanReturn.length)),
    clarkWestP: 1,
    alwaysUpAccuracy: horizonReturn.filter((move) => move > 0).length / horizonReturn.length,
    ...volatilityScores(readings, outcomes),
    ...driftScores(readings.drift, outcomes),
  };
}
