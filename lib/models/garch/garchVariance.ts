import type { GarchFit } from './garchRegression';

type Weights = Omit<GarchFit, 'logLikelihood'>;

/**
 * The variance of the next bar as each row sees it.
 *
 * Shape   log returns, oldest first → as many variances; each looks only at returns up to its row.
 * Source  Bollerslev 1986; Glosten, Jagannathan & Runkle 1993.
 */
export function nextVariances(fit: Weights, returns: Float64Array): Float64Array {
  const { mean, omega, alpha, gamma, beta, backcast } = fit;
  const variances = new Float64Array(returns.length);
  let variance = omega + (alpha + gamma / 2 + beta) * backcast;
  for (let t = 0; t < returns.length; t += 1) {
    const beyond = returns[t]! - mean;
    const weight = beyond < 0 ? alpha + gamma : alpha;
    variance = omega + weight * beyond * beyond + beta * variance;
    variances[t] = variance;
  }
  return variances;
}

/**
 * The variance of the log return over a horizon: the sum of what is forecast for each of its bars.
 *
 * Units   `nextVariance` of the first bar of the horizon, as `nextVariances` reads it.
 * Edge    a long horizon comes to rest at the long-run variance per bar.
 * Source  Baillie & Bollerslev 1992, Prediction in dynamic models with time-dependent conditional
 *         variances: σ²(t+k) = long-run + persistenceᵏ⁻¹ · (σ²(t+1) − long-run), summed as a geometric
 *         series.
 */
export function horizonVariance(fit: Weights, nextVariance: number, horizonBars: number): number {
  const persistence = fit.alpha + fit.gamma / 2 + fit.beta;
  const longRun = fit.omega / (1 - persistence);
  const memory = (1 - persistence ** horizonBars) / (1 - persistence);
  return horizonBars * longRun + memory * (nextVariance - longRun);
}
