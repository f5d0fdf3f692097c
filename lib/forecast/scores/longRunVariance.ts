/**
 * How many neighbours on each side a case may depend on.
 *
 * Source  Newey & West 1994 for ⌊4·(n/100)^(2/9)⌋; outcomes over h bars overlap with h − 1 neighbours.
 */
function dependentLags(cases: number, horizonBars: number): number {
  return Math.min(Math.max(horizonBars - 1, Math.floor(4 * (cases / 100) ** (2 / 9))), cases - 1);
}

/**
 * Variance of √n times the mean of values whose neighbours may depend on each other.
 *
 * Shape   values oldest first.
 * Edge    never below 0; without small-sample factor (divided by n).
 * Source  Newey & West 1987, with Bartlett weights over max(horizonBars − 1, ⌊4·(n/100)^(2/9)⌋) lags.
 */
export function longRunVariance(values: Float64Array, horizonBars: number): number {
  const n = values.length;
  const average = values.reduce((sum, each) => sum + each, 0) / n;
  const centred = values.map((each) => each - average);
  const lags = dependentLags(n, horizonBars);
  let variance = 0;
  for (let lag = 0; lag <= lags; lag += 1) {
    let covariance = 0;
    for (let t = lag; t < n; t += 1) covariance += centred[t]! * centred[t - lag]!;
    variance += (lag === 0 ? 1 : 2 * (1 - lag / (lags + 1))) * (covariance / n);
  }
  return variance;
}
