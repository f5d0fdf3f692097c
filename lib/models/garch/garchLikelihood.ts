/**
 * σ²(t+1) = omega + (e(t) < 0 ? down : up) · e(t)² + beta · σ²(t), with e the return beyond `mean`.
 * `up` = `down` is GARCH(1,1); `down` − `up` is what GJR calls gamma.
 */
export type GarchWeights = {
  readonly mean: number;
  readonly omega: number;
  readonly up: number;
  readonly down: number;
  readonly beta: number;
};

/** Slopes of the log-likelihood in the order mean, omega, up, down, beta. */
export type GarchSlope = Float64Array;

const LOG_TWO_PI = Math.log(2 * Math.PI);

/**
 * The normal log-likelihood of a column of returns, and its slope.
 *
 * Shape   returns, oldest first, each finite; `backcast` stands for the squared return and the
 *         variance before the first one.
 * Edge    with returns that are not normal it is a quasi-likelihood: still right for the weights.
 * Source  Bollerslev 1986, Generalized autoregressive conditional heteroskedasticity; Glosten,
 *         Jagannathan & Runkle 1993; slopes by the recursion of Fiorentini, Calzolari & Panattoni 1996.
 */
export function garchLikelihood(
  returns: Float64Array,
  { mean, omega, up, down, beta }: GarchWeights,
  backcast: number,
): { readonly logLikelihood: number; readonly slope: GarchSlope } {
  const half = backcast / 2;
  let variance = omega + (up + down) * half + beta * backcast;
  let [byMean, byOmega, byUp, byDown, byBeta] = [0, 1, half, half, backcast];
  let [sum, toMean, toOmega, toUp, toDown, toBeta] = [0, 0, 0, 0, 0, 0];
  for (let t = 0; t < returns.length; t += 1) {
    const beyond = returns[t]! - mean;
    const square = beyond * beyond;
    const ratio = square / variance;
    sum += Math.log(variance) + ratio;
    const pull = (ratio - 1) / (2 * variance);
    toMean += pull * byMean + beyond / variance;
    toOmega += pull * byOmega;
    toUp += pull * byUp;
    toDown += pull * byDown;
    toBeta += pull * byBeta;
    const fell = beyond < 0;
    const weight = fell ? down : up;
    byMean = beta * byMean - 2 * weight * beyond;
    byOmega = beta * byOmega + 1;
    byUp = beta * byUp + (fell ? 0 : square);
    byDown = beta * byDown + (fell ? square : 0);
    byBeta = beta * byBeta + variance;
    variance = omega + weight * square + beta * variance;
  }
  return {
    logLikelihood: -(returns.length * LOG_TWO_PI + sum) / 2,
    slope: Float64Array.of(toMean, toOmega, toUp, toDown, toBeta),
  };
}
