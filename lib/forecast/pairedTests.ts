import { normalCdf } from '../models/normalCdf';
import { adjustedGains } from './scores/clarkWest';
import { smallSampleFactor } from './scores/dieboldMariano';
import { longRunVariance } from './scores/longRunVariance';

/**
 * One-sided p that a mean above 0 is by chance, with neighbours allowed to depend on each other.
 *
 * Edge    no spread → 1 unless every value is the same positive one, which reads 0.
 */
function chanceOfPositiveMean(values: Float64Array, horizonBars: number, correction: number): number {
  const n = values.length;
  const average = values.reduce((sum, each) => sum + each, 0) / n;
  const variance = longRunVariance(values, horizonBars);
  if (!(variance > 0)) return average > 0 ? 0 : 1;
  return 1 - normalCdf((correction * average) / Math.sqrt(variance / n));
}

/**
 * One-sided p of the Diebold–Mariano test that `ours` loses less than `theirs` only by chance.
 *
 * Shape   losses of the same cases, oldest first.
 * Edge    the variance of the mean is taken with Bartlett weights over max(h − 1, 4(n/100)^(2/9)) lags and
 *         the statistic against the normal distribution: not the rectangular kernel and t(n − 1) of HLN.
 * Source  Diebold & Mariano 1995; the factor for small samples from Harvey, Leybourne & Newbold 1997.
 */
export function dieboldMarianoP(ours: Float64Array, theirs: Float64Array, horizonBars: number): number {
  return chanceOfPositiveMean(
    theirs.map((loss, i) => loss - ours[i]!),
    horizonBars,
    smallSampleFactor(ours.length, horizonBars),
  );
}

/**
 * One-sided p of the Clark–West test that a drift beats "the price stays" only by chance; it allows
 * for the noise that estimating the drift adds.
 *
 * Source  Clark & West 2007, Approximately normal tests for equal predictive accuracy in nested models.
 */
export function clarkWestP(outcome: Float64Array, drift: Float64Array, horizonBars: number): number {
  return chanceOfPositiveMean(adjustedGains({ outcome, forecast: drift }), horizonBars, 1);
}
