import { FARTHEST_SIGMA, MILLI, type ModelArtifact, MOST_EXCURSIONS } from '../models/artifact';
import type { Backtest, Contestant } from './backtest/backtest';
import { FEWEST_ERRORS } from './upChance';

/**
 * How wrong a model was out of sample, in the form in which an artifact keeps it: what its forecasts are told by.
 *
 * Edge    fewer than 100 cases → the quantiles are those of the normal distribution, marked as such. Of more than 5,000 cases
 *         every second, third … excursion is kept.
 */
export function pastErrors(
  test: Backtest,
  name: Contestant,
): Pick<ModelArtifact, 'residuals' | 'excursions'> {
  const { readings, issued } = test.told.get(name)!;
  const cases = readings.variance.length;
  const kept = keptOf(cases);
  const inMilliSigmas = (of: Float64Array) =>
    kept.map((at) => milliSigmas(of[at]! / Math.sqrt(readings.variance[at]!)));
  return {
    residuals: { source: cases < FEWEST_ERRORS ? 'normal' : 'measured', cases, ...issued.afterwards },
    excursions: {
      upward: inMilliSigmas(test.happened.upward),
      downward: inMilliSigmas(test.happened.downward),
    },
  };
}

/** Errors of a model's drift, in the form in which an artifact keeps them; none of one that tells up from down by itself. */
export function driftErrors(
  { told, happened }: Backtest,
  name: Contestant,
): Pick<ModelArtifact, 'driftErrors'> {
  const { variance, drift, up } = told.get(name)!.readings;
  if (drift === undefined || up !== undefined) return {};
  const errors = keptOf(variance.length).map((at) =>
    milliSigmas((happened.horizonReturn[at]! - drift[at]!) / Math.sqrt(variance[at]!)),
  );
  return { driftErrors: errors.sort((one, other) => one - other) };
}

/** Places of the cases that are kept. */
const keptOf = (cases: number): readonly number[] => {
  const stride = Math.ceil(cases / MOST_EXCURSIONS);
  return Array.from({ length: Math.ceil(cases / stride) }, (_, i) => i * stride);
};

/** Zero has no sign in JSON. */
const milliSigmas = (sigmas: number): number =>
  Math.round(MILLI * Math.min(Math.max(sigmas, -FARTHEST_SIGMA), FARTHEST_SIGMA)) + 0;
