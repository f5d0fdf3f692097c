import { normalCdf } from '../models/normalCdf';

const mean = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/**
 * One-sided p that a mean above 0 is by chance, with neighbours allowed to depend on each other.
 *
 * Edge    no spread → 1 unless every value is the same positive one, which reads 0.
 * Source  Newey & West 1987, with Bartlett weights over max(horizon − 1, 4·(n/100)^(2/9)) lags.
 */
function chanceOfPositiveMean(values: Float64Array, horizonBars: number, correction: number): number {
  const n = values.length;
  const average = mean(values);
  const centred = values.map((each) => each - average);
  const lags = Math.min(Math.max(horizonBars - 1, Math.floor(4 * (n / 100) ** (2 / 9))), n - 1);
  let variance = 0;
  for (let lag = 0; lag <= lags; lag += 1) {
    let covariance = 0;
    for (let t = lag; t < n; t += 1) covariance += centred[t]! * centred[t - lag]!;
    variance += (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * (covariance / n);
  }
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
  const n = ours.length;
  const h = Math.min(horizonBars, n / 2);
  const correction = Math.sqrt((n + 1 - 2 * h + (h * (h - 1)) / n) / n);
  return chanceOfPositiveMean(
    theirs.map((loss, i) => loss - ours[i]!),
    horizonBars,
    correction,
  );
}

/**
 * One-sided p of the Clark–West test that a drift beats "the price stays" only by chance; it allows
 * for the noise that estimating the drift adds.
 *
 * Source  Clark & West 2007, Approximately normal tests for equal predictive accuracy in nested models.
 */
export function clarkWestP(outcome: Float64Array, drift: Float64Array, horizonBars: number): number {
  const adjusted = outcome.map((move, i) => move ** 2 - (move - drift[i]!) ** 2 + drift[i]! ** 2);
  return chanceOfPositiveMean(adjusted, horizonBars, 1);
}
