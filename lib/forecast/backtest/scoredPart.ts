import type { Outcomes } from '../outcomes';
import type { Readings } from '../walkForward';
import type { Backtest, Contestant } from './backtest';

/** What happened after the cases that are scored. */
export function scoredOutcomes({ outcomes, scoredFrom: from }: Backtest): Outcomes {
  return {
    horizonBars: outcomes.horizonBars,
    blockStart: outcomes.blockStart.slice(from).map((start) => start - from),
    horizonReturn: outcomes.horizonReturn.slice(from),
    logVariance: outcomes.logVariance.slice(from),
    realisedVariance: outcomes.realisedVariance.slice(from),
    varianceRatio: outcomes.varianceRatio.slice(from),
    meanReturn: outcomes.meanReturn.slice(from),
    meanLogVariance: outcomes.meanLogVariance.slice(from),
  };
}

/** What one model said of them. */
export function scoredReadings({ told, scoredFrom: from }: Backtest, name: Contestant): Readings {
  const { variance, logVariance, drift } = told.get(name)!.readings;
  return {
    variance: variance.slice(from),
    ...(logVariance && { logVariance: logVariance.slice(from) }),
    ...(drift && { drift: drift.slice(from) }),
  };
}
